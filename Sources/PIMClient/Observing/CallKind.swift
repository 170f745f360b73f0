/// The method and path of a call without the codes in it, so that calls of one kind have one name.
enum CallKind {
  /// The words of the API's paths. Every other part of a path is a code, unless it stands where a code may stand.
  private static let words: Set<Substring> = [
    "api", "rest", "oauth", "v1", "token", "connect", "apps", "oauth2", "asset-families", "asset-media-files", "assets",
    "association-types", "attribute-groups", "attributes", "catalogs", "categories", "category-media-files", "channels",
    "currencies", "download", "draft", "duplicate", "export", "families", "groups", "import", "jobs", "locales",
    "mapped-models", "mapped-products", "mapping-schemas", "measurement-families", "media-files", "options", "product",
    "product-models", "product-uuids", "products", "products-uuid", "proposal", "records", "reference-entities",
    "reference-entities-media-files", "search", "system-information", "variants",
  ]
  /// Words behind which a code comes, whatever it looks like.
  private static let lists: Set<Substring> = [
    "asset-families", "assets", "association-types", "attribute-groups", "attributes", "catalogs", "categories",
    "channels", "currencies", "families", "locales", "options", "product-models", "products", "products-uuid",
    "records",
    "reference-entities", "variants", "media-files", "asset-media-files", "category-media-files",
    "reference-entities-media-files", "mapped-models",
  ]

  static func of(_ request: String) -> String {
    let parts = request.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return "other" }
    // Calls to other places are one kind: there may be any number of them.
    guard parts[1].hasPrefix("/") else { return "\(parts[0]) elsewhere" }
    var result = "\(parts[0]) "
    var previous: Substring = ""
    for part in parts[1].split(separator: "/") {
      let isSearch = part == "search" && (previous == "products-uuid" || previous == "products")
      let isWord = words.contains(part) && (!lists.contains(previous) || isSearch)
      // A media code has several parts; they are one.
      if isWord { result += "/\(part)" } else if !result.hasSuffix("/{}") { result += "/{}" }
      previous = isWord ? part : "{}"
    }
    return result
  }
}
