/// What became of one write.
public struct WriteOutcome: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
  /// The outcome's name.
  public let rawValue: String

  /// Creates an outcome from its name, such as one that was kept.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The item is new.
  public static let created = WriteOutcome(rawValue: "created")
  /// The item was there and is changed; or, for a user without the right to do so, a draft of it is (Enterprise
  /// Edition).
  public static let updated = WriteOutcome(rawValue: "updated")
  /// The item is gone.
  public static let deleted = WriteOutcome(rawValue: "deleted")
  /// There was nothing to delete: it was not there, is hidden from this connection, or went with an earlier attempt
  /// whose answer was lost.
  public static let absent = WriteOutcome(rawValue: "absent")
  /// The answer to a creation was lost, and reading back found an item with the key: for a product with a UUID made for
  /// it, the one that was sent; for a code, that one or one that was there before.
  public static let found = WriteOutcome(rawValue: "found")

  /// The outcome's name.
  public var description: String { rawValue }
}
