import CatalogModels
import Foundation
import SyncPlanner

extension Dashboard {
  /// One item: what is known of it, and its JSON beside the destination's with the differences marked (C5, C7, D8).
  func item(_ text: String) async throws -> Page {
    guard let key = RecordKey(shown: text) else {
      throw NotFound("“\(text.prefix(100))” is no record's key, such as products:94a039a0-….")
    }
    let item = try await engine.items(.init(key.id, in: [key.feed]), limit: 50).first { $0.key == key }
    let live = try await destination.read([key]).first
    var content: [String: Any] = [
      "key": key.description, "name": item?.display["name"] ?? key.id,
      "state": item?.state.rawValue ?? "never sent", "exported": item?.lastExported?.shown ?? "never",
      "facts": SyncEngine.Item.facts.compactMap { name, title in
        item?.display[name].map { ["name": title, "value": SyncEngine.Item.shown($0, name)] }
      },
    ]
    if let problem = item?.problem { content["problem"] = problem }
    do {
      let explanation = try await engine.explain(key, in: scope)
      content["explanation"] = explanation.description
      content["source"] = true
      let wanted = explanation.source?.outside == nil ? explanation.source?.record : nil
      content["rows"] = Self.compare(wanted?.fields ?? [:], live?.fields ?? [:])
      guard item != nil || live != nil || explanation.source != nil else {
        throw NotFound("There is no record \(key).")
      }
    } catch let error as SyncError {
      content["noSource"] = error.description
      content["rows"] = Self.compare([:], live?.fields ?? [:], isOneSided: true)
      guard item != nil || live != nil else { throw NotFound("There is no record \(key).") }
    }
    return Page(template: "item", title: item?.display["name"] ?? key.id, content: content)
  }

  /// The fields of both sides, one line for each.
  private static func compare(
    _ source: [String: RawJSON], _ live: [String: RawJSON], isOneSided: Bool = false
  ) -> [[String: Any]] {
    Set(source.keys).union(live.keys).sorted().map { name in
      let (here, there) = (source[name], live[name])
      return [
        "name": name, "source": here?.pretty ?? "", "live": there?.pretty ?? "",
        "differs": !isOneSided && here != there,
      ]
    }
  }
}

extension SyncEngine.Item {
  /// What is shown of an item (C5), by the names that the library gives it.
  static let facts = [
    ("name", "Name"), ("sku", "SKU"), ("type", "Type"), ("price", "Price"), ("visibility", "Visible"),
    ("modified", "Last modified"),
  ]

  /// A fact as people read it.
  static func shown(_ text: String, _ name: String) -> String {
    switch (name, text) {
    case ("visibility", "true"): "yes"
    case ("visibility", "false"): "no"
    case ("modified", _): (try? Date(text, strategy: .iso8601))?.shown ?? text
    default: text
    }
  }
}

extension RawJSON {
  /// On several lines, as people read it.
  var pretty: String {
    var text = pretty(indent: "")
    if text.count > 20_000 { text = text.prefix(20_000) + "\n…" }
    return text
  }

  private func pretty(indent: String) -> String {
    let inner = indent + "  "
    switch kind {
    case .object where !members.isEmpty:
      let lines = members.map { "\(inner)\(RawJSON.string($0.name).text): \($0.value.pretty(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .array where !elements.isEmpty:
      return "[\n" + elements.map { inner + $0.pretty(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .string: return "\"" + (string ?? "").reduce(into: "") { $0 += Self.escaped($1) } + "\""
    default: return text
    }
  }

  /// A character within a JSON string, escaped no more than it must be.
  private static func escaped(_ character: Character) -> String {
    switch character {
    case "\"", "\\": "\\\(character)"
    case _ where (character.asciiValue ?? 32) < 32:
      String(RawJSON.string(String(character)).text.dropFirst().dropLast())
    default: String(character)
    }
  }
}
