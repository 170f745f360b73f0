/// How the API serves one resource: where, in which pages, with which filters.
struct Resource: Sendable {
  enum Paging: Sendable {
    /// `page` and `limit`.
    case offset
    /// `search_after` without `limit`.
    case searchAfter
    /// A bare array (N2).
    case whole
  }

  let file: CatalogFile
  /// The path under `/api/rest/v1`, `*` for each code of a parent.
  let pattern: [String]
  /// What one item is called in messages.
  let name: String
  /// What many are called in messages about permissions.
  let plural: String
  let paging: Paging
  /// The properties that `search` knows.
  var filters: [String] = []
  /// Whether a single item can be asked for.
  var hasItems = true

  func path(_ parents: [String]) -> String {
    var parents = parents[...]
    let parts = pattern.map { $0 == "*" ? Percent.path(parents.popFirst() ?? "") : $0 }
    return "/api/rest/v1/" + parts.joined(separator: "/")
  }

  /// All resources that one engine serves. Products, product models and media files have their own.
  static let all: [Resource] = [
    Resource(
      file: .families, pattern: ["families"], name: "Family", plural: "families", paging: .offset,
      filters: ["code", "updated", "has_products"]),
    Resource(
      file: .familyVariants, pattern: ["families", "*", "variants"], name: "Family variant", plural: "family variants",
      paging: .offset),
    Resource(
      file: .attributes, pattern: ["attributes"], name: "Attribute", plural: "attributes", paging: .offset,
      filters: ["code", "updated", "type", "is_main_identifier"]),
    Resource(
      file: .attributeOptions, pattern: ["attributes", "*", "options"], name: "Attribute option",
      plural: "attribute options", paging: .offset),
    Resource(
      file: .attributeGroups, pattern: ["attribute-groups"], name: "Attribute group", plural: "attribute groups",
      paging: .offset, filters: ["code", "updated"]),
    Resource(
      file: .associationTypes, pattern: ["association-types"], name: "Association type", plural: "association types",
      paging: .offset),
    Resource(file: .channels, pattern: ["channels"], name: "Channel", plural: "channels", paging: .offset),
    Resource(
      file: .locales, pattern: ["locales"], name: "Locale", plural: "locales", paging: .offset, filters: ["enabled"]),
    Resource(
      file: .currencies, pattern: ["currencies"], name: "Currency", plural: "currencies", paging: .offset,
      filters: ["enabled"]),
    Resource(
      file: .categories, pattern: ["categories"], name: "Category", plural: "categories", paging: .offset,
      filters: ["code", "updated", "is_root", "parent"]),
    Resource(
      file: .measurementFamilies, pattern: ["measurement-families"], name: "Measurement family",
      plural: "measurement families", paging: .whole, hasItems: false),
    Resource(
      file: .referenceEntities, pattern: ["reference-entities"], name: "Reference entity", plural: "reference entities",
      paging: .searchAfter),
    Resource(
      file: .referenceEntityAttributes, pattern: ["reference-entities", "*", "attributes"], name: "Attribute",
      plural: "reference entities", paging: .whole),
    Resource(
      file: .referenceEntityAttributeOptions, pattern: ["reference-entities", "*", "attributes", "*", "options"],
      name: "Option", plural: "reference entities", paging: .whole),
    Resource(
      file: .referenceEntityRecords, pattern: ["reference-entities", "*", "records"], name: "Record",
      plural: "reference entity records", paging: .searchAfter),
    Resource(
      file: .assetFamilies, pattern: ["asset-families"], name: "Asset family", plural: "asset families",
      paging: .searchAfter),
    Resource(
      file: .assetFamilyAttributes, pattern: ["asset-families", "*", "attributes"], name: "Attribute",
      plural: "asset families", paging: .whole),
    Resource(
      file: .assetFamilyAttributeOptions, pattern: ["asset-families", "*", "attributes", "*", "options"],
      name: "Option", plural: "asset families", paging: .whole),
    Resource(
      file: .assets, pattern: ["asset-families", "*", "assets"], name: "Asset", plural: "assets", paging: .searchAfter),
  ]
}
