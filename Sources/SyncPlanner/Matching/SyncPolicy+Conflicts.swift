extension SyncPolicy {
  /// What is done about changes that somebody else made at the destination: to a record as it was last sent, what is
  /// there now and what is wanted are held against each other.
  ///
  /// A field that is no longer as it was accepted, and not as it is wanted either, is in conflict. The action is then
  /// blocked and names those fields; all other actions go on. Fields that the destination added for itself are its own
  /// affair.
  public struct Conflicts: Sendable, Hashable {
    /// Whether records that are to be changed are read when the plan is made, so that the plan shows conflicts.
    public var whenPlanning: Bool
    /// Whether records are read again just before they are sent: this finds what was changed after planning.
    public var beforeSending: Bool
    /// Fields of which the source's content goes over whatever somebody else wrote. None unless chosen.
    public var sourceWins: Fields

    /// Creates a rule.
    public init(whenPlanning: Bool = true, beforeSending: Bool = true, sourceWins: Fields = .none) {
      self.whenPlanning = whenPlanning
      self.beforeSending = beforeSending
      self.sourceWins = sourceWins
    }

    /// Nothing is read: what is sent goes over what is there.
    public static let ignored = Conflicts(whenPlanning: false, beforeSending: false, sourceWins: .all)
  }

  /// Some fields of records, by name.
  public struct Fields: Sendable, Hashable {
    private let names: Set<String>
    private let prefixes: [String]
    private let isInverted: Bool

    private init(_ patterns: some Collection<String>, isInverted: Bool) {
      names = Set(patterns.filter { !$0.hasSuffix("*") })
      prefixes = patterns.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }.sorted()
      self.isInverted = isInverted
    }

    /// Every field.
    public static let all = Fields([], isInverted: true)
    /// No field.
    public static let none = Fields([], isInverted: false)
    /// The named fields. A name that ends in `*` stands for all that begin so: `values.description*` is the
    /// description in every locale.
    public static func only(_ names: String...) -> Fields { Fields(names, isInverted: false) }
    /// The named fields.
    public static func only(_ names: some Collection<String>) -> Fields { Fields(names, isInverted: false) }
    /// All but the named fields.
    public static func except(_ names: String...) -> Fields { Fields(names, isInverted: true) }

    /// Whether a field is among them.
    public func contains(_ field: String) -> Bool {
      (names.contains(field) || prefixes.contains { field.hasPrefix($0) }) != isInverted
    }

    /// Whether all fields are.
    public var isAll: Bool { self == .all }
  }
}
