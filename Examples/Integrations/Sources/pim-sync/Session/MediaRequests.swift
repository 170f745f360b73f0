import CatalogModels
import PIMClient

/// All media files that a PIM holds: those of products and product models, then those of the assets of each family.
struct MediaRequests {
  private let client: CatalogClient

  init(_ client: CatalogClient) { self.client = client }

  /// Hands them over page by page; the next page is read when the one before it was taken.
  func each(_ take: ([MediaRequest]) async throws -> Void) async throws {
    for try await page in client.mediaFiles.list().pages { try await take(page.items.map { MediaRequest($0) }) }
    do {
      for try await family in client.assetFamilies.list() {
        try await each(assetOf: family.code, take)
      }
    } catch let error as CatalogError {
      // The Community Edition has no assets, and a connection need not be allowed to see them.
      guard error.code == .notFound || error.code == .forbidden else { throw error }
    }
  }

  private func each(assetOf family: Code<AssetFamily>, _ take: ([MediaRequest]) async throws -> Void) async throws {
    var attributes: [String: AssetFamilyAttribute] = [:]
    for try await attribute in client.attributes(of: family).list() { attributes[attribute.code.rawValue] = attribute }
    for try await page in client.assets(of: family).list().pages {
      let values = page.items.flatMap(\.values)
      try await take(
        values.compactMap { value in
          attributes[value.attribute.rawValue].flatMap { MediaRequest(value, of: $0) }
        })
    }
  }
}
