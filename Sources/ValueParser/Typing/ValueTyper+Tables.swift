internal import CatalogJSON
internal import CatalogModels

extension ValueTyper {
  /// Types each cell as its column says. A cell that does not fit stays raw, and the others are typed all the same.
  mutating func rows(_ json: RawJSON, _ site: Site) -> TableValue? {
    let storage = json.slice.storage
    var typed: [TableValue.Row] = []
    if json.kind == .array {
      var rows = JSONWalker(json.slice, opening: UInt8(ascii: "["))
      while let row = rows.nextElement() {
        guard let cells = cells(row, storage, after: typed, site) else { return nil }
        typed.append(cells)
      }
      return TableValue(rows: typed)
    }
    guard let rows = json.listed else { return nil }
    for row in rows {
      guard let cells = cells(row.range, storage, after: typed, site) else { return nil }
      typed.append(cells)
    }
    return TableValue(rows: typed)
  }

  /// The cells of a row; `nil` for what is none.
  private mutating func cells(
    _ row: JSONRange, _ storage: JSONStorage, after typed: [TableValue.Row], _ site: Site
  ) -> TableValue.Row? {
    guard storage.bytes[Int(row.start)] == UInt8(ascii: "{") else {
      // An empty row may have come as a list (N1).
      let json = JSONSlice(storage: storage, range: row)
      return json.kind == .array && json.isEmptyContainer ? TableValue.Row(cells: []) : nil
    }
    let columns = site.definition.details.columns
    var cells: [TableValue.Cell] = []
    cells.reserveCapacity(typed.last?.cells.count ?? 0)
    var walker = JSONWalker(row, in: storage, opening: UInt8(ascii: "{"))
    var guess = 0
    while let (name, value) = walker.nextMember() {
      if let place = columns.place(of: name, in: storage, guess: guess) {
        cells.append(cell(value, storage, columns.definitions[place], row: typed.count + 1, site))
        guess = place + 1
      } else {
        let json = RawJSON(JSONSlice(storage: storage, range: value))
        cells.append(unknownCell(json, storage.string(name), row: typed.count + 1, site))
      }
    }
    return TableValue.Row(cells: cells)
  }

  private mutating func cell(
    _ value: JSONRange, _ storage: JSONStorage, _ column: AttributeDefinition, row: Int, _ site: Site
  ) -> TableValue.Cell {
    if let data = plain(value, in: storage, column.kind) { return TableValue.Cell(column: column.code, data: data) }
    let here = Site(
      definition: column, place: nil, value: site.value,
      cell: Site.Cell(row: row, column: column.code, attribute: site.attribute))
    let data = typed(RawJSON(JSONSlice(storage: storage, range: value)), here)
    return TableValue.Cell(column: column.code, data: data)
  }

  private mutating func unknownCell(_ json: RawJSON, _ column: String, row: Int, _ site: Site) -> TableValue.Cell {
    var here = site
    here.cell = Site.Cell(row: row, column: column, attribute: site.attribute)
    report(.unknownColumn, here, expected: "a column of the attribute", found: json.boundedExcerpt)
    return TableValue.Cell(column: column, data: .raw(json))
  }
}
