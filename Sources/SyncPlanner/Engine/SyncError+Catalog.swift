public import CatalogModels

extension SyncError {
  /// The client's error behind this one, such as one with the code `unauthorized` or `unreachable`; `nil` where it is no
  /// trouble with the PIM.
  public var catalogError: CatalogError? {
    switch underlying {
    case let error as CatalogError: error
    case let error as SyncError: error.catalogError
    default: nil
    }
  }
}
