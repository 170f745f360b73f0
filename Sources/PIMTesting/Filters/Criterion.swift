internal import CatalogJSON

/// One condition of a `search` parameter.
struct Criterion: Sendable {
  let property: String
  let operation: String
  let value: JSONSlice?
  let locale: String?
  let locales: [String]?
  let scope: String?
  let json: JSONSlice

  init(property: String, operation: String, json: JSONSlice) {
    self.property = property
    self.operation = operation
    self.json = json
    value = json["value"].flatMap { $0.isNull ? nil : $0 }
    locale = json["locale"]?.string
    locales = json["locales"].flatMap { $0.kind == .array ? $0.elements.compactMap(\.string) : nil }
    scope = json["scope"]?.string ?? json["channel"]?.string
  }

  /// The value as a list of strings.
  var strings: [String]? {
    guard let value, value.kind == .array else { return nil }
    return value.elements.map { $0.string ?? $0.text }
  }

  /// Reads a `search` parameter of products, with the checks and messages of the server.
  static func products(_ search: JSONSlice) throws(Refusal) -> [Criterion] {
    var all: [Criterion] = []
    for (property, conditions) in search.members {
      guard conditions.kind == .array, conditions[0] != nil else {
        throw .unprocessable(
          "Structure of filter \"\(property)\" should respect this structure: "
            + "{\"\(property)\":[{\"operator\": \"my_operator\", \"value\": \"my_value\"}]}")
      }
      for condition in conditions.elements {
        guard let operation = condition["operator"], !operation.isNull else {
          throw .unprocessable("Operator is missing for the property \"\(property)\".")
        }
        guard let name = operation.string else {
          throw .unprocessable("Operator has to be a string, \"\(Self.phpType(operation))\" given.")
        }
        all.append(Criterion(property: property, operation: name, json: condition))
      }
    }
    return all
  }

  /// Reads the `search` parameter of any other list: conditions in a list, or one alone.
  static func others(_ search: JSONSlice) throws(Refusal) -> [Criterion] {
    var all: [Criterion] = []
    for (property, conditions) in search.members {
      let list = conditions.kind == .array ? Array(conditions.elements) : [conditions]
      for condition in list {
        guard let operation = condition["operator"]?.string else {
          throw Refusal(400, "Operator is missing for the property \"\(property)\".")
        }
        all.append(Criterion(property: property, operation: operation, json: condition))
      }
    }
    return all
  }

  /// What PHP calls the type of a value.
  static func phpType(_ slice: JSONSlice) -> String {
    switch slice.kind {
    case .null: "NULL"
    case .bool: "boolean"
    case .number: slice.int == nil ? "double" : "integer"
    case .string: "string"
    case .array, .object: "array"
    }
  }
}

/// A compiled condition.
typealias ItemTest = @Sendable (StoredItem, CatalogStore) -> Bool
