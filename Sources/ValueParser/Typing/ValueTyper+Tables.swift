internal import CatalogJSON
internal import CatalogModels

extension ValueTyper {
  /// Types each cell as its column says. A cell that does not fit stays raw, and the others are typed all the same.
  mutating func rows(_ json: RawJSON, _ site: Site) -> TableValue? {
    let storage = json.slice.storage
    let columns = site.definition.details.columns
    var typed: [TableValue.Row] = []
    var isTable = true
    // Rows name their columns in one order, be it that of the definition or not.
    var order: [Int] = []
    func add(_ row: JSONRange) -> Bool {
      let cells = cells(row, storage, columns, after: typed, &order, site)
      isTable = cells != nil
      if let cells { typed.append(cells) }
      return isTable
    }
    if json.kind == .array {
      storage.forEachElement(of: json.slice.range, add)
    } else {
      guard let rows = json.listed else { return nil }
      for row in rows where isTable { isTable = add(row.range) }
    }
    return isTable ? TableValue(rows: typed) : nil
  }

  /// The cells of a row; `nil` for what is none.
  private mutating func cells(
    _ row: JSONRange, _ storage: JSONStorage, _ columns: ColumnTable, after typed: [TableValue.Row],
    _ order: inout [Int], _ site: Site
  ) -> TableValue.Row? {
    guard storage.bytes[Int(row.start)] == UInt8(ascii: "{") else {
      // An empty row may have come as a list (N1).
      let json = JSONSlice(storage: storage, range: row)
      return json.kind == .array && json.isEmptyContainer ? TableValue.Row(cells: []) : nil
    }
    var cells: [TableValue.Cell] = []
    cells.reserveCapacity(typed.last?.cells.count ?? 0)
    storage.forEachMember(of: row) { name, value in
      let number = cells.count
      if let place = columns.place(of: name, in: storage, guess: number < order.count ? order[number] : number) {
        cells.append(cell(value, storage, columns.definitions[place], row: typed.count + 1, site))
        if number < order.count { order[number] = place } else if number == order.count { order.append(place) }
      } else {
        let json = RawJSON(JSONSlice(storage: storage, range: value))
        cells.append(unknownCell(json, storage.string(name), row: typed.count + 1, site))
      }
      return true
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
