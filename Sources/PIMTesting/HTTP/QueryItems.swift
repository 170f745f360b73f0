/// The parameters of a query, decoded, in order. Of parameters that stand twice, the last counts, as in PHP.
struct QueryItems: Sendable, Hashable {
  struct Item: Sendable, Hashable {
    var name: String
    var value: String
  }

  var items: [Item] = []

  init() {}

  init(_ text: String?) {
    for pair in (text ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Percent.decode(parts[0], plusIsSpace: true)
      guard !name.isEmpty else { continue }
      self[name] = parts.count > 1 ? Percent.decode(parts[1], plusIsSpace: true) : ""
    }
  }

  subscript(_ name: String) -> String? {
    get { items.first { $0.name == name }?.value }
    set {
      guard let newValue else {
        items.removeAll { $0.name == name }
        return
      }
      if let place = items.firstIndex(where: { $0.name == name }) {
        items[place].value = newValue
      } else {
        items.append(Item(name: name, value: newValue))
      }
    }
  }

  /// Whether a parameter is the word `true`.
  func isTrue(_ name: String) -> Bool { self[name] == "true" }

  var text: String {
    items.map { "\(Percent.query($0.name))=\(Percent.query($0.value))" }.joined(separator: "&")
  }
}
