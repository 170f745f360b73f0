internal import CatalogModels

/// The rows of a table.
///
/// See https://api.akeneo.com/concepts/products.html#table-attribute
public struct TableValue: Sendable, Hashable {
  /// The rows in their order.
  public let rows: [Row]

  /// Creates a table.
  public init(rows: [Row]) { self.rows = rows }

  /// A row: its cells in the order in which they came. Columns without a cell are empty.
  public struct Row: Sendable, Hashable {
    /// The cells.
    public let cells: [Cell]

    /// Creates a row.
    public init(cells: [Cell]) { self.cells = cells }

    /// The data of a column's cell, looked up without regard to case; `nil` where the row has none.
    public subscript(_ column: String) -> TypedData? {
      let folded = column.asciiLowercased
      return cells.last { $0.column == column || $0.column.asciiLowercased == folded }?.data
    }
  }

  /// A cell.
  public struct Cell: Sendable, Hashable {
    /// The column's code.
    public let column: String
    /// What the cell holds, typed as its column says.
    public let data: TypedData

    /// Creates a cell.
    public init(column: String, data: TypedData) {
      self.column = column
      self.data = data
    }
  }
}
