internal import CatalogModels

/// Something about the source's content that was not as it should be, and that did not end the run.
public struct SyncDiagnostic: Sendable, Hashable {
  /// What it is about.
  public let kind: Kind
  /// The item, where it is about one.
  public let key: RecordKey?
  /// One sentence for people.
  public let message: String

  /// What a diagnostic is about. More kinds may come, so a `switch` over them needs a `default`.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The kind's name.
    public let rawValue: String

    /// Creates a kind.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A value that does not fit its attribute, or whose attribute is not known. It is kept raw.
    public static let value = Kind(rawValue: "value")
    /// A code that nothing bears.
    public static let missingReference = Kind(rawValue: "missingReference")
    /// A link to something that is not in the scope.
    public static let outsideScope = Kind(rawValue: "outsideScope")
    /// An item that could not be made a record.
    public static let mapping = Kind(rawValue: "mapping")
    /// Something of the catalog that a mapping leaves out.
    public static let unmapped = Kind(rawValue: "unmapped")
    /// Two items that make the same record.
    public static let duplicate = Kind(rawValue: "duplicate")
    /// A record that somebody else changed at the destination.
    public static let conflict = Kind(rawValue: "conflict")
    /// A record that cannot be matched with what the destination has.
    public static let matching = Kind(rawValue: "matching")
    /// A list that lacked what is there.
    public static let hole = Kind(rawValue: "hole")
    /// Too much of something at once, which is held back.
    public static let brake = Kind(rawValue: "brake")
    /// Something that the source cannot do, such as tell the time.
    public static let source = Kind(rawValue: "source")
  }

  /// Creates a diagnostic.
  public init(_ kind: Kind, _ key: RecordKey? = nil, _ message: String) {
    self.kind = kind
    self.key = key
    self.message = message.onOneLine
  }
}

extension SyncDiagnostic: CustomStringConvertible {
  /// The item and the sentence.
  public var description: String { (key.map { "\($0): \(message)" } ?? message).onOneLine }
}
