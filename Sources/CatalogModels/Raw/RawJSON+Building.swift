internal import CatalogJSON

/// Making values.
extension RawJSON {
  /// `null`.
  public static let null = RawJSON(JSONSlice.null)
  /// A string.
  public static func string(_ text: String) -> RawJSON { RawJSON(JSONSlice(string: text)) }
  /// `true` or `false`.
  public static func bool(_ value: Bool) -> RawJSON { RawJSON(JSONSlice(bool: value)) }
  /// An integer.
  public static func int(_ value: Int) -> RawJSON { RawJSON(JSONSlice(number: value)) }
  /// A binary number, by the shortest text that stands for it: `0.1` is written as 0.1. `nil` where it is not finite.
  public static func double(_ value: Double) -> RawJSON? { value.isFinite ? number("\(value)") : nil }
  /// A number from its text; `nil` where JSON would not take it as one.
  public static func number(_ text: String) -> RawJSON? { JSONSlice(numberText: text).map(RawJSON.init) }
  /// An array.
  public static func array(_ elements: some Sequence<RawJSON>) -> RawJSON {
    RawJSON(JSONSlice(array: elements.lazy.map(\.slice)))
  }
  /// An object whose members stand in the given order.
  public static func object(_ members: some Sequence<(String, RawJSON)>) -> RawJSON {
    // A list whose type is known; a step of any other sequence costs more than the member that it gives.
    let members = Array(members)
    return object(reserving: members.reduce(2) { $0 + size($1.0, $1.1) }) { writer in
      for (name, value) in members { writer.member(name, value.slice) }
    }
  }
  /// An object whose members stand in the order of their names.
  public static func object(_ members: [String: RawJSON]) -> RawJSON {
    let members = members.sorted { $0.key < $1.key }
    return object(reserving: members.reduce(2) { $0 + size($1.key, $1.value) }) { writer in
      for (name, value) in members { writer.member(name, value.slice) }
    }
  }

  /// As many bytes as a member has, its punctuation included, where nothing in its name must be escaped.
  private static func size(_ name: String, _ value: RawJSON) -> Int { name.utf8.count + value.slice.range.count + 4 }

  private static func object(reserving count: Int, _ writeMembers: (inout JSONWriter) -> Void) -> RawJSON {
    RawJSON(
      JSONSlice(reserving: count) { writer in
        writer.beginObject()
        writeMembers(&writer)
        writer.endObject()
      })
  }

  /// The same object with a member set, or removed by `nil`; the other members keep their places. Anything but an
  /// object stays as it is.
  public func setting(_ name: String, to value: RawJSON?) -> RawJSON {
    guard kind == .object else { return self }
    var members = self.members.map { ($0.name, $0.value) }
    if let place = members.lastIndex(where: { $0.0 == name }) {
      if let value {
        members[place].1 = value
      } else {
        members.removeAll { $0.0 == name }
      }
    } else if let value {
      members.append((name, value))
    }
    return .object(members)
  }
}

extension RawJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  // No `nil` literal: where a `RawJSON?` is asked for, `flag ? nil : value` would silently mean `null`.

  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates a number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// Creates a number by the shortest text that stands for the literal, which may be read as up to 17 digits. To keep
  /// the text as it is written, such as `12.50`, use ``number(_:)``.
  public init(floatLiteral value: Double) { self = .double(value) ?? .null }
  /// Creates `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Creates an array.
  public init(arrayLiteral elements: RawJSON...) { self = .array(elements) }
  /// Creates an object.
  public init(dictionaryLiteral elements: (String, RawJSON)...) { self = .object(elements) }
}
