internal import CatalogJSON
public import CatalogModels
internal import Synchronization

extension SandboxPIM {
  /// Creates a row, or replaces the one with its key, as the method that takes JSON text does.
  public func upsert(_ row: RawJSON, in file: CatalogFile) throws(CatalogFolderError) {
    try upsert(row.text, in: file)
  }

  /// A row as it is kept.
  public func json(of code: String, in file: CatalogFile, of parents: [String] = []) -> RawJSON? {
    state.withLock { $0.server.store.item(SandboxServer.place(file, parents), code).map { RawJSON($0.json) } }
  }
}
