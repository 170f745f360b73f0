import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Endpoint where Item == AppCatalog {
  /// Creates a catalog. It gives nothing until a user of the PIM fills and enables it: send the user to
  /// ``CatalogClient/configurationPage(of:)``.
  ///
  /// It is not tried again where the PIM may have created it already; `list` shows what is there.
  ///
  /// - Parameters:
  ///   - name: The name that users see.
  ///   - locales: The locales that the app uses (SaaS).
  ///   - currencies: The currencies that the app uses (SaaS).
  public func create(
    name: String, locales: [Code<CatalogLocale>]? = nil, currencies: [Code<Currency>]? = nil
  ) async throws(CatalogError) -> AppCatalog {
    let call = Call(
      method: .post, path: try resource.path.encoded(), body: Self.body(name, locales, currencies),
      contentType: "application/json", repetition: .creates)
    return try await catalog(call)
  }

  /// Changes a catalog's name, locales or currencies; what is not given stays.
  public func update(
    _ catalog: UUID, name: String? = nil, locales: [Code<CatalogLocale>]? = nil, currencies: [Code<Currency>]? = nil
  ) async throws(CatalogError) -> AppCatalog {
    let call = Call(
      method: .patch, path: try path(catalog).encoded(), body: Self.body(name, locales, currencies),
      contentType: "application/json")
    return try await self.catalog(call)
  }

  /// Copies a catalog with its selection and its mapping (SaaS).
  public func duplicate(_ catalog: UUID, name: String? = nil) async throws(CatalogError) -> AppCatalog {
    let call = Call(
      method: .post, path: try path(catalog, "duplicate").encoded(), body: Self.body(name, nil, nil),
      contentType: "application/json", repetition: .creates)
    return try await self.catalog(call)
  }

  /// Deletes a catalog. That there is none is no error.
  public func delete(_ catalog: UUID) async throws(CatalogError) {
    let call = Call(method: .delete, path: try path(catalog).encoded(), accepts: [404])
    _ = try await connection.caller.answer(to: call, authorization: connection.tokens)
  }

  // MARK: Mapping schemas

  /// The mapping schema of a catalog.
  ///
  /// - Throws: `CatalogError`, with the code `notFound` where it has none.
  public func mappingSchema(of catalog: UUID) async throws(CatalogError) -> MappingSchema {
    let call = Call(path: try path(catalog, "mapping-schemas", "product").encoded())
    let answer = try await connection.json(call)
    do {
      return try MappingSchema(parsing: answer.bytes)
    } catch {
      throw error.naming(call, answer.status)
    }
  }

  /// Gives a catalog a mapping schema, in place of the one that it may have. A user of the PIM maps its targets.
  ///
  /// - Throws: `CatalogError` with the code `invalidArgument`, before anything is sent, for a schema that the PIM would
  ///   refuse.
  public func setMappingSchema(_ schema: MappingSchema, of catalog: UUID) async throws(CatalogError) {
    try schema.check()
    let call = Call(
      method: .put, path: try path(catalog, "mapping-schemas", "product").encoded(), body: Array(schema.json.text.utf8),
      contentType: "application/json")
    _ = try await connection.caller.answer(to: call, authorization: connection.tokens)
  }

  /// Takes a catalog's mapping schema away. That there is none is no error.
  public func removeMappingSchema(of catalog: UUID) async throws(CatalogError) {
    let call = Call(
      method: .delete, path: try path(catalog, "mapping-schemas", "product").encoded(), accepts: [404])
    _ = try await connection.caller.answer(to: call, authorization: connection.tokens)
  }

  // MARK: Parts

  private func path(_ catalog: UUID, _ words: String...) -> ResourcePath {
    var path = resource.path.appending(.code(resource.key(catalog)))
    path.parts += words.map { .word($0) }
    return path
  }

  private func catalog(_ call: Call) async throws(CatalogError) -> AppCatalog {
    let answer = try await connection.json(call)
    do {
      return try AppCatalog(parsing: answer.bytes)
    } catch {
      throw error.naming(call, answer.status)
    }
  }

  private static func body(
    _ name: String?, _ locales: [Code<CatalogLocale>]?, _ currencies: [Code<Currency>]?
  ) -> [UInt8] {
    var members: [(String, RawJSON)] = []
    if let name { members.append(("name", .string(name))) }
    if let locales { members.append(("managed_locales", .array(locales.map { .string($0.rawValue) }))) }
    if let currencies { members.append(("managed_currencies", .array(currencies.map { .string($0.rawValue) }))) }
    return Array(RawJSON.object(members).text.utf8)
  }
}
