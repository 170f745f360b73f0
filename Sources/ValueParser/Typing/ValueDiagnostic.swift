public import CatalogModels

/// Why a value, or a cell of a table, stayed raw: who has it, where it stands, what was expected and what was found.
public struct ValueDiagnostic: Sendable, Hashable {
  /// What is wrong.
  public let kind: Kind
  /// The item.
  public let owner: ValueOwner
  /// The attribute.
  public let attribute: Code<Attribute>
  /// The locale.
  public let locale: Code<CatalogLocale>?
  /// The channel.
  public let channel: Code<Channel>?
  /// The place within the value, such as `row 2, column mass`.
  public let place: String?
  /// What was expected.
  public let expected: String
  /// What was found: the start of it, bounded.
  public let found: String

  func of(_ owner: ValueOwner) -> ValueDiagnostic {
    ValueDiagnostic(
      kind: kind, owner: owner, attribute: attribute, locale: locale, channel: channel, place: place,
      expected: expected, found: found)
  }

  /// What is wrong with a value. More kinds may come.
  public struct Kind: RawRepresentable, Codable, Sendable, Hashable, CustomStringConvertible {
    /// The kind's name.
    public let rawValue: String

    /// Creates a kind from its name, such as one that was kept.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The schema does not know the attribute.
    public static let unknownAttribute = Kind(rawValue: "unknownAttribute")
    /// The attribute's type, or the column's, is not one that this version knows.
    public static let unknownType = Kind(rawValue: "unknownType")
    /// The data has another form than the type.
    public static let mismatch = Kind(rawValue: "mismatch")
    /// The definition does not say where the value's links lead.
    public static let incompleteDefinition = Kind(rawValue: "incompleteDefinition")
    /// The locale is none of the schema's.
    public static let unknownLocale = Kind(rawValue: "unknownLocale")
    /// A localizable attribute has a value without locale.
    public static let missingLocale = Kind(rawValue: "missingLocale")
    /// An attribute that is not localizable has a value in a locale.
    public static let unexpectedLocale = Kind(rawValue: "unexpectedLocale")
    /// The channel is none of the schema's.
    public static let unknownChannel = Kind(rawValue: "unknownChannel")
    /// A scopable attribute has a value without channel.
    public static let missingChannel = Kind(rawValue: "missingChannel")
    /// An attribute that is not scopable has a value for a channel.
    public static let unexpectedChannel = Kind(rawValue: "unexpectedChannel")
    /// A row of a table has a cell of a column that the attribute does not define.
    public static let unknownColumn = Kind(rawValue: "unknownColumn")

    /// The kind's name.
    public var description: String { rawValue }
  }
}

extension ValueDiagnostic: CustomStringConvertible {
  /// All of it on one line.
  public var description: String {
    var parts = ["\(owner): attribute \(attribute)"]
    if let locale { parts.append("locale \(locale)") }
    if let channel { parts.append("channel \(channel)") }
    if let place { parts.append(place) }
    return parts.joined(separator: ", ") + ": \(kind): expected \(expected), found \(found)"
  }
}
