internal import CatalogJSON
internal import CatalogModels

extension ValueTyper {
  /// Types each cell as its column says. A cell that does not fit stays raw, and the others are typed all the same.
  mutating func rows(_ json: RawJSON, _ site: Site) -> TableValue? {
    guard let rows = json.listed else { return nil }
    var typed: [TableValue.Row] = []
    for (number, row) in rows.enumerated() {
      // An empty row may have come as a list (N1).
      guard row.kind == .object || row.kind == .array && row[0] == nil else { return nil }
      var cells: [TableValue.Cell] = []
      for (column, value) in row.members {
        cells.append(cell(RawJSON(value), column, row: number + 1, site))
      }
      typed.append(TableValue.Row(cells: cells))
    }
    return TableValue(rows: typed)
  }

  private mutating func cell(_ json: RawJSON, _ column: String, row: Int, _ site: Site) -> TableValue.Cell {
    let columns = site.definition.details.columns
    guard let definition = columns[column] ?? columns[column.asciiLowercased] else {
      var here = site
      here.cell = (row, column)
      report(.unknownColumn, here, expected: "a column of the attribute", found: json.boundedExcerpt)
      return TableValue.Cell(column: column, data: .raw(json))
    }
    let here = Site(
      definition: definition, options: definition.details.options, value: site.value, attribute: site.attribute,
      cell: (row, definition.code))
    return TableValue.Cell(column: definition.code, data: typed(json, here))
  }
}
