internal import CatalogModels

/// The attributes of one kind of item: of products, of the records of an entity, of the assets of a family.
struct AttributeTable: Sendable {
  private(set) var definitions: [AttributeDefinition] = []
  /// The place of each definition, by code in the case in which codes are compared (N15).
  private(set) var places: [String: Int] = [:]
  private(set) var options: [String: OptionTable] = [:]

  mutating func insert(_ definition: AttributeDefinition) {
    let folded = definition.code.asciiLowercased
    if let place = places[folded] {
      definitions[place] = definition
    } else {
      places[folded] = definitions.count
      definitions.append(definition)
    }
  }

  mutating func insert(option code: String, labels: Labels, place: Int?, of attribute: String) {
    options[attribute.asciiLowercased, default: OptionTable()].insert(code: code, labels: labels, place: place)
  }

  subscript(_ code: String) -> AttributeDefinition? {
    (places[code] ?? places[code.asciiLowercased]).map { definitions[$0] }
  }
}
