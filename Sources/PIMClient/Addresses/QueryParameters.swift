/// The parameters of a query, in order.
struct QueryParameters: Hashable, Sendable {
  private(set) var items: [(name: String, value: String)] = []

  init() {}

  /// Reads an encoded query. `nil` where it is not one.
  init?(encoded: String) {
    for pair in encoded.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.flatMap({ PercentEncoding.decodeQuery($0) }),
        let value = PercentEncoding.decodeQuery(parts.count > 1 ? parts[1] : "")
      else { return nil }
      items.append((name, value))
    }
  }

  subscript(_ name: String) -> String? {
    get { items.last { $0.name == name }?.value }
    set {
      items.removeAll { $0.name == name }
      if let newValue { items.append((name, newValue)) }
    }
  }

  /// Adds a parameter, beside those that already bear its name.
  mutating func append(_ name: String, _ value: String) {
    items.append((name, value))
  }

  /// The parameters as they stand in an address.
  var encoded: String {
    items.map { "\(PercentEncoding.query($0.name))=\(PercentEncoding.query($0.value))" }.joined(separator: "&")
  }

  static func == (a: QueryParameters, b: QueryParameters) -> Bool { a.encoded == b.encoded }
  func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}
