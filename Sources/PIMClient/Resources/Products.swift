public import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension CatalogClient {
  /// The products by uuid, those without an identifier included (N13). Their lists come by cursor unless told.
  ///
  /// See https://api.akeneo.com/api-reference.html#Productuuid
  public var products: Endpoint<Product> {
    Endpoint(
      connection: connection,
      resource: Resource(
        path: ResourcePath(.word("products-uuid")), lists: .cursorOrPages,
        searchPath: ResourcePath(.word("products-uuid"), .word("search")), keyField: "uuid",
        key: { $0.uuidString.lowercased() }))
  }
}
