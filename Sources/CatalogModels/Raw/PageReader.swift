package import CatalogJSON

/// Reads a page in one pass over its bytes, whichever of the API's forms it has: `_embedded.items`, `_items`, or a
/// bare array (N2).
package enum PageReader {
  /// Reads a page away from the caller's actor.
  @concurrent
  package static func read(_ bytes: [UInt8], limits: JSONLimits = .default) async throws(CatalogError) -> RawPage {
    try readNow(bytes, limits: limits)
  }

  /// Reads a page.
  ///
  /// - Throws: ``CatalogError``: `malformedJSON` with the byte offset and, where items were being read, the item and
  ///   its field; `unexpectedContent` for JSON that is no page, or where an item is not an object.
  package static func readNow(_ bytes: [UInt8], limits: JSONLimits = .default) throws(CatalogError) -> RawPage {
    guard bytes.count < UInt32.max else { throw CatalogError(malformed: JSONError(.tooLarge, at: 0), in: "the page") }
    return try read(JSONStorage(ContiguousArray(bytes)), ObjectIndexer.Limits(json: limits))
  }

  static func read(_ storage: JSONStorage, _ limits: ObjectIndexer.Limits) throws(CatalogError) -> RawPage {
    let bytes = storage.bytes
    var pass = PagePass(limits: limits, byteCount: bytes.count)
    do {
      try pass.page(bytes.span)
    } catch {
      throw CatalogError(malformed: error, in: "the page", at: pass.place(bytes.span))
    }
    func slice(_ range: JSONRange?) -> JSONSlice? { range.map { JSONSlice(storage: storage, range: $0) } }
    if let misfit = pass.misfit {
      throw CatalogError(
        .unexpectedContent, misfit, advice: "See what the server sends; the API gives an object for each item.")
    }
    let says = slice(pass.error)?.string
    guard let entries = pass.entries else {
      throw CatalogError(
        .unexpectedContent,
        "the answer is no page of a list: it has no `_embedded.items`"
          + (says.map { "; the server says: \($0)" } ?? ""),
        advice: "Check that the address is that of a PIM's API and not of a proxy or a login page.")
    }
    let count = slice(pass.count)
    let next = slice(pass.links)?["next"]?["href"]?.string
    let path = pass.itemsPath
    let index = try pass.indexer.finish(storage)
    return RawPage(
      items: entries.map { RawObject(index, $0) }, next: next,
      itemsCount: count.flatMap { $0.int ?? $0.string.flatMap { Int($0) } }, error: says, itemsPath: path)
  }
}
