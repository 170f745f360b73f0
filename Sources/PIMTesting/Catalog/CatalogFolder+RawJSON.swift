internal import CatalogJSON
public import CatalogModels

extension CatalogFolder {
  /// A file's rows, in order.
  public func rows(of file: CatalogFile) -> [RawJSON] {
    (rows[file] ?? []).map(RawJSON.init)
  }

  /// Replaces a file's rows.
  ///
  /// - Throws: ``CatalogFolderError`` when a row is no object or lacks its key.
  public mutating func setRows(_ all: some Sequence<RawJSON>, of file: CatalogFile) throws(CatalogFolderError) {
    var checked: [JSONSlice] = []
    for row in all {
      checked.append(try Self.checked(row.slice.detached(), of: file, line: checked.count + 1))
    }
    rows[file] = checked
  }
}
