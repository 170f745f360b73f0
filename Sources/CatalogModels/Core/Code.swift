internal import CatalogJSON

/// A code of the PIM, such as a family's or a channel's, that cannot be taken for the code of something else.
///
/// Two codes are equal when their texts are the same, byte for byte. The PIM itself compares codes without regard to
/// case: ``matches(_:)`` does that, and look-ups in this package do where the PIM does.
public struct Code<Entity>: RawRepresentable, Hashable, Sendable, Codable {
  /// The code's text as it came.
  public let rawValue: String

  /// Creates a code from its text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Creates a code from its text.
  public init(_ text: String) { rawValue = text }

  /// Whether both are the same text. Texts that only look the same, such as `é` in one or in two scalars, are not.
  public static func == (a: Code, b: Code) -> Bool { a.rawValue.hasSameBytes(as: b.rawValue) }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) {
    // Coarser than `==` where two texts only look the same, which a hash may be.
    hasher.combine(rawValue)
  }

  /// Whether both name the same thing for the PIM, which ignores the case of ASCII letters.
  public func matches(_ other: Code) -> Bool { rawValue.matchesCode(other.rawValue) }

  /// The code in the case in which codes are compared.
  package var folded: String { rawValue.asciiLowercased }

  /// Reads a code from a single string.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the code as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension Code: ExpressibleByStringLiteral {
  /// Creates a code from a literal.
  public init(stringLiteral value: String) { rawValue = value }
}

extension Code: Comparable {
  /// The order of the texts' bytes, which is the same in every locale.
  public static func < (a: Code, b: Code) -> Bool { a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8) }
}

/// In a dictionary that is encoded, codes are the names of an object's members.
extension Code: CodingKeyRepresentable {}

extension Code: LosslessStringConvertible {
  /// The code's text.
  public var description: String { rawValue }
}

extension String {
  /// The text with ASCII letters in lower case, all else as it is.
  package var asciiLowercased: String {
    guard utf8.contains(where: \.isASCIIUppercase) else { return self }
    return String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self)
  }

  /// Whether both are the same code for the PIM, which ignores the case of ASCII letters.
  package func matchesCode(_ other: String) -> Bool {
    hasSameFoldedBytes(as: other)
  }
}

extension UInt8 {
  var isASCIIUppercase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  package var asciiLowercased: UInt8 { isASCIIUppercase ? self | 0x20 : self }
}
