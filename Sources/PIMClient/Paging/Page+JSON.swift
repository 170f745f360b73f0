public import CatalogModels

extension Page {
  /// Reads a page from bytes that the caller already has, such as an answer that was kept in a file or a queue. Any of
  /// the API's forms will do: `_embedded.items`, `_items`, or a bare array (N2).
  ///
  /// It has no ``next``: a token leads on in a listing, and these bytes come from none. The items hold on to the bytes;
  /// `detached()` gives copies that do not.
  ///
  /// - Throws: `CatalogError`: `malformedJSON` with the byte offset; `unexpectedContent` where the document is no page,
  ///   or an item lacks its key.
  public init(parsing bytes: some Sequence<UInt8>) throws(CatalogError) {
    let page = try PageReader.readNow(Array(bytes))
    self.init(items: try page.models(), next: nil, number: 0, totalCount: page.itemsCount, serverTime: nil)
  }
}
