package import CatalogJSON

/// A JSON value as it came, whatever it is: numbers keep their text, strings are decoded when asked for.
///
/// It is what this package gives for everything that it does not know by type, and what records are made of. Two values
/// are equal when they say the same: the order of members and the notation of numbers do not matter.
public struct RawJSON: Sendable, Hashable {
  package let slice: JSONSlice

  package init(_ slice: JSONSlice) { self.slice = slice }

  /// Reads one JSON document.
  ///
  /// - Throws: ``CatalogError`` with the code `malformedJSON` and the byte offset.
  public init(parsing bytes: some Sequence<UInt8>) throws(CatalogError) {
    do {
      slice = try JSONSlice(parsing: Array(bytes))
    } catch {
      throw CatalogError(malformed: error)
    }
  }

  /// What the value is.
  public var kind: Kind {
    switch slice.kind {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// What a JSON value can be. No more cases will come.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
  }

  /// Whether the value is `null`.
  public var isNull: Bool { slice.isNull }
  /// The value of `true` or `false`.
  public var bool: Bool? { slice.bool }
  /// The value of a string.
  public var string: String? { slice.string }
  /// The value of a number without fraction that fits.
  public var int: Int? { slice.int }
  /// The nearest binary number to a number. It is an approximation: ``numberText`` is exact.
  public var double: Double? { slice.numberText.flatMap(Double.init) }
  /// The text of a number as it came.
  public var numberText: String? { slice.numberText }
  /// The elements of an array; `nil` for any other value.
  public var array: [RawJSON]? { kind == .array ? elements : nil }
  /// The members of an object in their order; `nil` for any other value.
  public var object: [(name: String, value: RawJSON)]? { kind == .object ? members : nil }
  /// The elements of an array; none for any other value.
  public var elements: [RawJSON] { slice.elements.map(RawJSON.init) }
  /// The members of an object in their order; none for any other value.
  public var members: [(name: String, value: RawJSON)] {
    slice.members.map { (name: $0.key, value: RawJSON($0.value)) }
  }
  /// The value of an object's member. Where a name stands twice, the last one counts.
  public subscript(_ name: String) -> RawJSON? { slice[name].map(RawJSON.init) }
  /// The element of an array, from 0.
  public subscript(_ index: Int) -> RawJSON? { slice[index].map(RawJSON.init) }

  /// The JSON text as it came.
  public var text: String { slice.text }

  /// A copy that no longer holds on to the page it came with.
  public func detached() -> RawJSON { RawJSON(slice.detached()) }
}

extension RawJSON: CustomStringConvertible {
  /// The text of a string, and the JSON text of all else.
  public var description: String { string ?? text }
}
