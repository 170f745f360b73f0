import CatalogModels

/// What an object bears that is no content: it changes by itself, or says where something is rather than what it is.
enum VolatileContent {
  /// Fields of an item.
  static let fields: Set<String> = [
    "_links", "created", "updated", "metadata", "quality_scores", "completenesses", "linked_data",
  ]

  /// Members of whatever a server links to a value: addresses that are made anew for every answer.
  static let linkMembers: Set<String> = ["_links", "share_link", "share_links"]

  /// Fields that are sets: their order says nothing.
  static let sets: Set<String> = [
    "categories", "groups", "attributes", "locales", "currencies", "available_locales", "allowed_extensions",
    "attribute_codes",
  ]

  /// Fields that are maps and become one field for each member, so that a change names the member.
  static let maps: Set<String> = [
    "labels", "guidelines", "group_labels", "associations", "quantified_associations", "attribute_requirements",
  ]

  /// Maps by locale.
  static let mapsByLocale: Set<String> = ["labels", "guidelines", "group_labels"]

  /// Whether a value says that there is none. An empty map may come as an empty list (N1), and what is empty may as
  /// well be absent (N11).
  static func isEmpty(_ json: RawJSON) -> Bool {
    switch json.kind {
    case .null: true
    case .array: json[0] == nil
    case .object: json.members.isEmpty
    case .bool, .number, .string: false
    }
  }

  /// A set in its one order: by text.
  static func sorted(_ json: RawJSON) -> RawJSON {
    let elements = json.list
    guard elements.count > 1 else { return .array(elements) }
    return .array(
      elements.map { (text: $0.string ?? $0.text, json: $0) }
        .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }.map(\.json))
  }

  /// The links of one association type: lists in their one order, empty lists and nulls left out (N8).
  static func association(_ json: RawJSON) -> RawJSON {
    .object(
      json.members.compactMap { member in
        let list = member.value.list.filter { !$0.isNull }
        return list.isEmpty ? nil : (member.name, sorted(.array(list)))
      }.sorted { $0.0 < $1.0 })
  }

  /// An amount with a unit without the unit's symbol, which only some servers send (N6).
  static func withoutSymbol(_ json: RawJSON) -> RawJSON {
    json.kind == .object && json["unit"] != nil && json["symbol"] != nil ? json.setting("symbol", to: nil) : json
  }
}
