internal import CatalogJSON

/// Which parts of products an answer shows.
struct Projection: Sendable {
  /// Locales as they are written; `nil` for all.
  var locales: Set<String>?
  var scope: String?
  /// Folded codes; `nil` for all.
  var attributes: Set<String>?
  var options = false
  var scores = false
  var completenesses = false

  init() {}

  /// Whether rows are shown as they are kept.
  var isPlain: Bool {
    locales == nil && scope == nil && attributes == nil && !options && !scores && !completenesses
  }

  /// Reads the parameters and checks them in the server's order (N25).
  init(_ query: QueryItems, form: ProductForm, store: CatalogStore) throws(Refusal) {
    if let text = query["attributes"] {
      let codes = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmedSpaces }
      let unknown = codes.filter { store.attribute($0) == nil }
      guard unknown.isEmpty else {
        throw .unprocessable(
          unknown.count > 1
            ? "Attributes \"\(unknown.joined(separator: ", "))\" do not exist."
            : "Attribute \"\(unknown[0])\" does not exist.")
      }
      attributes = Set(codes.map(folded))
    }
    if let code = query["scope"] {
      guard let channel = store.item(.channels, code) else {
        throw .unprocessable("Scope \"\(code)\" does not exist.")
      }
      scope = channel.code
    }
    if let text = query["locales"] { locales = try Self.locales(text, scope: scope, store: store) }
    options = query.isTrue("with_attribute_options")
    scores = query.isTrue("with_quality_scores")
    completenesses = query.isTrue("with_completenesses") && form != .model
  }

  private static func locales(_ text: String, scope: String?, store: CatalogStore) throws(Refusal) -> Set<String> {
    let codes = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmedSpaces }
    try ProductFilters.check(locales: codes, in: store)
    let known = codes.compactMap { store.item(.locales, $0)?.code }
    if let scope {
      let active = Set(store.locales(of: scope).map(folded))
      let others = codes.filter { !active.contains(folded($0)) }
      guard others.isEmpty else {
        let subject =
          others.count > 1 ? "Locales \"\(others.joined(separator: ", "))\" are" : "Locale \"\(others[0])\" is"
        throw .unprocessable("\(subject) not activated for the scope \"\(scope)\".")
      }
    }
    return Set(known)
  }
}
