internal import CatalogModels

/// Why a synchronisation could not go on: what, where, and how to go on.
public struct SyncError: Error, Sendable {
  /// What went wrong.
  public let code: Code
  /// One sentence for people.
  public var message: String
  /// What to do about it, where that is known.
  public var advice: String?
  /// The error behind this one.
  public var underlying: (any Error)?

  /// Creates an error.
  public init(_ code: Code, _ message: String, advice: String? = nil, underlying: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.advice = advice
    self.underlying = underlying
  }

  /// What went wrong. More codes may come, so a `switch` over them needs a `default`.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Reason: String {
      case source, destination, mapping, store, conflict, locked, newerVersion, corrupted, diskFull, fileSystem
      case stalePlan, invalidPlan, invalidScope, cancelled, alreadyMapped, tooMany, leaseLost, resync
      case invalidMapping, feedNotInstalled, assignmentIrrevocable
    }

    private let reason: Reason

    /// The PIM, or another source, could not be read to the end.
    public static let source = Code(reason: .source)
    /// The destination could not be used at all.
    public static let destination = Code(reason: .destination)
    /// An item could not be made a record.
    public static let mapping = Code(reason: .mapping)
    /// The store failed.
    public static let store = Code(reason: .store)
    /// A row moved on since it was read: another runner is at work.
    public static let conflict = Code(reason: .conflict)
    /// Another process holds the state.
    public static let locked = Code(reason: .locked)
    /// State or a plan was written by a newer version of this package.
    public static let newerVersion = Code(reason: .newerVersion)
    /// State that is damaged in its middle, where no crash could have damaged it.
    public static let corrupted = Code(reason: .corrupted)
    /// There is no room on the disk.
    public static let diskFull = Code(reason: .diskFull)
    /// A file could not be read or written.
    public static let fileSystem = Code(reason: .fileSystem)
    /// The ledger, the scope or the destination moved on after the plan was made. Nothing was sent.
    public static let stalePlan = Code(reason: .stalePlan)
    /// What is given is no plan, or was altered.
    public static let invalidPlan = Code(reason: .invalidPlan)
    /// The scope names what the PIM does not have.
    public static let invalidScope = Code(reason: .invalidScope)
    /// A resync was asked for that cannot be carried out.
    public static let resync = Code(reason: .resync)
    /// Another worker holds the work now, or a later claim of it was fenced.
    public static let leaseLost = Code(reason: .leaseLost)
    /// A record, or what it is to be linked to, is linked to another already.
    public static let alreadyMapped = Code(reason: .alreadyMapped)
    /// More was asked for at once than is allowed.
    public static let tooMany = Code(reason: .tooMany)
    /// A mapping or an audience that was read says what has no meaning. The message names the place.
    public static let invalidMapping = Code(reason: .invalidMapping)
    /// The mapping makes no feed of that name (C10).
    public static let feedNotInstalled = Code(reason: .feedNotInstalled)
    /// What was assigned to a supplier cannot be withdrawn from it (A9). Nothing is planned.
    public static let assignmentIrrevocable = Code(reason: .assignmentIrrevocable)
    /// The calling task was cancelled.
    public static let cancelled = Code(reason: .cancelled)

    /// The code's name.
    public var description: String { reason.rawValue }
  }
}

extension SyncError: CustomStringConvertible {
  /// All that is known, in a few sentences on one line. Of the error behind this one its own words, without what looks
  /// like a secret, and its type where it has none.
  public var description: String {
    [message.asSentence, advice?.asSentence, cause.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
      .onOneLine
  }

  /// The error behind this one, as far as the message has not said it.
  private var cause: String? {
    switch underlying {
    case let error as CatalogError where message.hasSuffix(error.message): error.place
    case let error?: ForeignWords.of(error)
    case nil: nil
    }
  }
}
