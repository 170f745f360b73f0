/// HTTP headers, in order, whose names are compared without regard to case. Descriptions, dumps and mirrors of them show
/// the names alone: a token may be among the values.
public struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral, Sequence {
  private var fields: [(name: String, value: String)]

  /// Creates headers from names and values, in this order.
  public init(_ fields: some Sequence<(name: String, value: String)>) {
    self.fields = Array(fields)
  }

  /// Creates headers from a literal.
  public init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { (name: $0.0, value: $0.1) }
  }

  /// The first value of a name. Setting replaces all values of that name; `nil` removes them.
  public subscript(_ name: String) -> String? {
    get { fields.first { Self.same($0.name, name) }?.value }
    set {
      fields.removeAll { Self.same($0.name, name) }
      if let newValue { fields.append((name: name, value: newValue)) }
    }
  }

  /// Adds a field, beside those that already bear its name.
  public mutating func append(name: String, value: String) {
    fields.append((name: name, value: value))
  }

  /// The fields in order.
  public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
    fields.makeIterator()
  }

  private static func same(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}

extension HTTPHeaders: CustomStringConvertible, CustomReflectable {
  /// The names in order, without their values.
  public var description: String { "HTTPHeaders(\(fields.map(\.name).joined(separator: ", ")))" }
  /// A mirror of the names.
  public var customMirror: Mirror { Mirror(self, unlabeledChildren: fields.map(\.name)) }
}
