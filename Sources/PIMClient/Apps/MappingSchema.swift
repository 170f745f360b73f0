public import CatalogModels

/// The shape in which an app wants the products of a catalog: a JSON schema of targets, which a user of the PIM maps to
/// attributes.
///
/// ```swift
/// let schema = MappingSchema(targets: [
///   .text("name", title: "Product name", maxLength: 120), .number("stock", minimum: 0), .price("price", currencies: ["EUR"]),
/// ])
/// try await client.appCatalogs.setMappingSchema(schema, of: catalog)
/// ```
///
/// See https://api.akeneo.com/apps/catalogs.html#use-the-catalog-product-mapping
public struct MappingSchema: Sendable, Hashable {
  /// The whole schema.
  public let json: RawJSON

  /// The version of the vendor's own schema for such schemas that this one is written in.
  static let version = "1.0.4"
  /// How many targets a schema may have.
  static let mostTargets = 600

  /// A schema of products one by one. The mandatory target `uuid` is added.
  ///
  /// - Parameters:
  ///   - targets: What is wanted of a product, in order.
  ///   - id: An address that names the schema.
  public init(targets: [MappingTarget], id: String? = nil) {
    json = Self.schema(id, [("uuid", Self.object([("type", "string")]))] + targets.map { ($0.name, $0.json) })
  }

  /// A schema of models with their variants. The mandatory targets `code`, `variation_axes` and, in the variants,
  /// `uuid` and `variation_axes_values` are added.
  ///
  /// - Parameters:
  ///   - modelTargets: What is wanted of a model.
  ///   - variantTargets: What is wanted of each variant.
  ///   - id: An address that names the schema.
  public init(modelTargets: [MappingTarget], variantTargets: [MappingTarget], id: String? = nil) {
    let string = Self.object([("type", "string")])
    let label = Self.list(
      Self.object([("type", "object"), ("properties", Self.object([("locale", string), ("value", string)]))]))
    func axes(_ members: [(String, RawJSON)]) -> RawJSON {
      Self.list(Self.object([("type", "object"), ("properties", Self.object(members))]))
    }
    let measurement = Self.object([
      ("type", "object"),
      ("properties", Self.object([("amount", Self.object([("type", "number")])), ("unit", string)])),
    ])
    let value = Self.object([("oneOf", [Self.object([("type", ["string", "boolean"])]), measurement])])
    let variant = Self.object([
      ("type", "object"),
      (
        "properties",
        Self.object(
          [("variation_axes_values", axes([("code", string), ("value", value), ("label", label)])), ("uuid", string)]
            + variantTargets.map { ($0.name, $0.json) })
      ),
    ])
    let address = Self.object([("type", "string"), ("format", "uri")])
    json = Self.schema(
      id,
      [
        ("code", string), ("variation_axes", axes([("code", string), ("label", label)])),
        ("variants", Self.object([("oneOf", [address, Self.list(variant)])])),
      ] + modelTargets.map { ($0.name, $0.json) })
  }

  /// Reads a schema, of any version.
  ///
  /// - Throws: `CatalogError`: `malformedJSON`, or `unexpectedContent` for JSON that is no schema.
  public init(parsing bytes: some Sequence<UInt8>) throws(CatalogError) {
    json = try RawJSON(parsing: bytes)
    guard json["properties"]?.kind == .object else {
      throw CatalogError(.unexpectedContent, "the document is no mapping schema: it has no `properties`")
    }
  }

  /// The address of the vendor's schema that this one is written in.
  public var schemaAddress: String? { json["$schema"]?.string }
  /// The targets of products, or of models, in order; those of its own that the PIM fills by itself too.
  public var targets: [MappingTarget] { Self.targets(json["properties"]) }
  /// The targets of variants, in order; empty for a schema of products one by one.
  public var variantTargets: [MappingTarget] {
    let forms = json["properties"]?["variants"]?["oneOf"]?.elements ?? []
    return forms.lazy.map { Self.targets($0["items"]?["properties"]) }.first { !$0.isEmpty } ?? []
  }

  /// Checks what the PIM would refuse.
  ///
  /// - Throws: `CatalogError` with the code `invalidArgument`, which names the target.
  public func check() throws(CatalogError) {
    for (targets, place) in [(targets, "the schema"), (variantTargets, "the schema's variants")] {
      guard targets.count <= Self.mostTargets else {
        throw Self.refused("\(place) has \(targets.count) targets, the PIM takes \(Self.mostTargets)")
      }
      var names: Set<String> = []
      for target in targets {
        guard !target.name.isEmpty else { throw Self.refused("a target of \(place) has no name") }
        guard names.insert(target.name).inserted else {
          throw Self.refused("the target `\(target.name)` stands twice in \(place)")
        }
        try target.check()
      }
    }
    let names = Set(targets.map(\.name))
    let hasVariants = names.isSuperset(of: ["code", "variation_axes", "variants"]) && !names.contains("uuid")
    guard hasVariants || names.contains("uuid") && names.isDisjoint(with: ["variants", "variation_axes"]) else {
      throw Self.refused("the schema needs `uuid`, or `code`, `variation_axes` and `variants` without `uuid`")
    }
  }

  // MARK: Parts

  private static func schema(_ id: String?, _ properties: [(String, RawJSON)]) -> RawJSON {
    var members: [(String, RawJSON)] = []
    if let id { members.append(("$id", .string(id))) }
    members.append(("$schema", .string("https://api.akeneo.com/mapping/product/\(version)/schema")))
    members.append(("type", "object"))
    members.append(("properties", object(properties)))
    return object(members)
  }

  private static func targets(_ properties: RawJSON?) -> [MappingTarget] {
    (properties?.members ?? []).map { MappingTarget($0.name, $0.value) }
  }

  private static func refused(_ message: String) -> CatalogError {
    CatalogError(.invalidArgument, message, advice: "See https://api.akeneo.com/apps/catalogs.html.")
  }

  static func object(_ members: [(String, RawJSON)]) -> RawJSON { .object(members) }
  static func list(_ items: RawJSON) -> RawJSON { object([("type", "array"), ("items", items)]) }
}
