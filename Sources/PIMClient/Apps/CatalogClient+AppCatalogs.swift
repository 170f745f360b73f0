public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension CatalogClient {
  /// The catalogs of the app whose token the client has (SaaS). At most 200.
  ///
  /// See https://api.akeneo.com/api-reference.html#Catalogs
  public var appCatalogs: Endpoint<AppCatalog> {
    Endpoint(
      connection: connection,
      resource: Resource(
        path: ResourcePath(.word("catalogs")), lists: .pages, counts: false, key: { $0.uuidString.lowercased() }))
  }

  /// Where a user of the PIM fills and enables a catalog.
  public func configurationPage(of catalog: UUID) throws(CatalogError) -> URL {
    try connection.caller.origin.url("/connect/apps/v1/catalogs/\(catalog.uuidString.lowercased())")
  }
}

/// Everything about one catalog for apps. A catalog that was disabled gives an error with the code `catalogDisabled`,
/// never an empty list (G10).
extension Endpoint where Item == AppCatalog {
  /// The products of a catalog, as the PIM has them.
  ///
  /// - Parameters:
  ///   - catalog: The catalog.
  ///   - after: Those updated after this moment only.
  ///   - before: Those updated before this moment only.
  public func products(of catalog: UUID, updatedAfter after: Date? = nil, before: Date? = nil) -> Listing<Product> {
    let endpoint: Endpoint<Product> = list(of: catalog, [.word("products")]) { $0.uuidString.lowercased() }
    return endpoint.list(Self.query(after, before))
  }

  /// One product of a catalog.
  ///
  /// - Throws: `CatalogError`, with the code `notFound` also for a product that the catalog leaves out.
  public func product(_ uuid: UUID, of catalog: UUID) async throws(CatalogError) -> Product {
    let endpoint: Endpoint<Product> = list(of: catalog, [.word("products")]) { $0.uuidString.lowercased() }
    return try await endpoint.get(uuid)
  }

  /// The products of a catalog in the shape of its mapping schema; with variants in the schema, those without a model.
  public func mappedProducts(
    of catalog: UUID, updatedAfter after: Date? = nil, before: Date? = nil
  ) -> Listing<MappedItem> {
    let endpoint: Endpoint<MappedItem> = list(of: catalog, [.word("mapped-products")]) { $0 }
    return endpoint.list(Self.query(after, before))
  }

  /// The models of a catalog in the shape of its mapping schema, which must have variants.
  public func mappedModels(
    of catalog: UUID, updatedAfter after: Date? = nil, before: Date? = nil
  ) -> Listing<MappedItem> {
    let endpoint: Endpoint<MappedItem> = list(of: catalog, [.word("mapped-models")]) { $0 }
    return endpoint.list(Self.query(after, before))
  }

  /// The variants of a model in the shape of the mapping schema.
  public func mappedVariants(of model: Code<ProductModel>, in catalog: UUID) -> Listing<MappedItem> {
    let parts: [ResourcePath.Part] = [.word("mapped-models"), .code(model.rawValue), .word("variants")]
    let endpoint: Endpoint<MappedItem> = list(of: catalog, parts) { $0 }
    return endpoint.list()
  }

  /// The keys of a catalog's products, the cheapest way to see what it holds.
  public func productUUIDs(
    of catalog: UUID, updatedAfter after: Date? = nil, before: Date? = nil
  ) -> AppCatalogProductUUIDs {
    var path = resource.path.appending(.code(resource.key(catalog)))
    path.parts.append(.word("product-uuids"))
    return AppCatalogProductUUIDs(connection: connection, path: path, query: Self.query(after, before))
  }

  private func list<Other: CatalogEntity>(
    of catalog: UUID, _ parts: [ResourcePath.Part], _ key: @escaping @Sendable (Other.ID) -> String
  ) -> Endpoint<Other> {
    var path = resource.path.appending(.code(resource.key(catalog)))
    path.parts += parts
    return Endpoint<Other>(
      connection: connection, resource: Resource(path: path, lists: .cursor, counts: false, key: key))
  }

  private static func query<Other>(_ after: Date?, _ before: Date?) -> Query<Other> {
    var query = Query<Other>.all
    for (name, date) in [("updated_after", after), ("updated_before", before)] {
      guard let date else { continue }
      let civil = CivilTime(date)
      query = query.parameter(name, "\(civil.dayText)T\(civil.timeText)+00:00")
    }
    return query
  }
}
