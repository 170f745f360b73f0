internal import CatalogJSON

/// How single values are compared.
enum ValueTests {
  /// A number from a number or from a string that holds one.
  static func number(_ slice: JSONSlice?) -> Double? {
    guard let slice else { return nil }
    return Double(slice.numberText ?? slice.string ?? "")
  }

  /// Compares by `<`, `<=`, `=`, `!=`, `>=` or `>`; `nil` for any other operator.
  static func compare<Value: Comparable>(_ a: Value, _ operation: String, _ b: Value) -> Bool? {
    switch operation {
    case "<": a < b
    case "<=": a <= b
    case "=": a == b
    case "!=": a != b
    case ">=": a >= b
    case ">": a > b
    default: nil
    }
  }

  /// Compares texts without regard to case, as the server's index does; `nil` for an unknown operator.
  static func text(_ text: String, _ operation: String, _ value: String) -> Bool? {
    let (text, value) = (text.lowercased(), value.lowercased())
    switch operation {
    case "=": return text == value
    case "!=": return text != value
    case "STARTS WITH": return text.hasPrefix(value)
    case "ENDS WITH": return text.hasSuffix(value)
    case "CONTAINS": return value.isEmpty || text.contains(value)
    case "DOES NOT CONTAIN": return !value.isEmpty && !text.contains(value)
    default: return nil
    }
  }

  /// The codes that a value holds, folded: one, many, or those of product links.
  static func codes(_ data: JSONSlice) -> [String] {
    switch data.kind {
    case .string: return data.string.map { [folded($0)] } ?? []
    case .number: return [data.text]
    case .array: return data.elements.flatMap(codes)
    case .object: return data["id"]?.string.map { [folded($0)] } ?? []
    case .null, .bool: return []
    }
  }
}
