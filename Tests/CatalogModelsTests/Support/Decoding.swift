import Foundation

/// Round trips through Foundation's coders.
enum Decoding {
  static func json<Value: Decodable>(_: Value.Type, _ encodable: some Encodable) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(encodable))
  }

  static func propertyList<Value: Decodable>(_: Value.Type, _ encodable: some Encodable) throws -> Value {
    try PropertyListDecoder().decode(Value.self, from: PropertyListEncoder().encode(encodable))
  }
}
