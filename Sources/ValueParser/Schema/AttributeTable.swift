internal import CatalogModels

/// The attributes of one kind of item: of products, of the records of an entity, of the assets of a family.
struct AttributeTable: Sendable {
  private(set) var definitions: [AttributeDefinition] = []
  /// The place of each definition (N15).
  private(set) var places = CodeIndex()
  /// The options of each definition, by its place.
  private var options: [OptionTable?] = []
  /// Options whose attribute is not known yet, by its code in the case in which codes are compared.
  private var waiting: [String: OptionTable] = [:]

  mutating func insert(_ definition: AttributeDefinition) {
    let place = places.insert(definition.code)
    if place < definitions.count {
      definitions[place] = definition
    } else {
      definitions.append(definition)
      options.append(waiting.removeValue(forKey: definition.code.asciiLowercased))
    }
  }

  mutating func insert(option code: String, labels: Labels, place: Int?, of attribute: String) {
    if let known = places.place(of: attribute) {
      options[known, default: OptionTable()].insert(code: code, labels: labels, place: place)
    } else {
      waiting[attribute.asciiLowercased, default: OptionTable()].insert(code: code, labels: labels, place: place)
    }
  }

  /// The options of the attribute at a place.
  func options(at place: Int) -> OptionTable? { options[place] }

  /// The options of an attribute, be it known or not.
  func options(of attribute: String) -> OptionTable? {
    places.place(of: attribute).map { options[$0] } ?? waiting[attribute.asciiLowercased]
  }

  /// The options of attributes, by their codes in the case in which they are compared.
  var optionTables: [(attribute: String, options: OptionTable)] {
    zip(definitions, options).compactMap { definition, options in
      options.map { (definition.code.asciiLowercased, $0) }
    } + waiting.map { ($0.key, $0.value) }
  }

  subscript(_ code: String) -> AttributeDefinition? { places.place(of: code).map { definitions[$0] } }
}

extension [OptionTable?] {
  fileprivate subscript(_ place: Int, default table: OptionTable) -> OptionTable {
    get { self[place] ?? table }
    set { self[place] = newValue }
  }
}
