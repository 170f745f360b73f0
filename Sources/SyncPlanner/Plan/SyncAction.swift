public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// One step of a plan: what is to be done with one record, and why.
public struct SyncAction: Sendable, Hashable {
  /// What is done. The kinds `skip` and `blocked` are never sent. More cases may come, so a `switch` needs a `default`.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The record is new to the destination.
    case create
    /// The record is there already and becomes known as this one.
    case link
    /// Some fields of the record changed.
    case update
    /// The record stays and is no longer shown.
    case disable
    /// The record is removed.
    case delete
    /// Nothing is done, by policy.
    case skip
    /// Nothing can be done until something else is mended.
    case blocked
  }

  /// What is done.
  public internal(set) var kind: Kind
  /// The record's key.
  public let key: RecordKey
  /// The record's content as wanted. Empty for `disable` and `delete`.
  public let fields: [String: RawJSON]
  /// The fields that differ from what the destination accepted last, in order. All of them for `create` and `link`.
  public internal(set) var changedFields: [String]
  /// Fields that the destination has and that the record no longer has: they are to be emptied (F3).
  public internal(set) var clearedFields: [String]
  /// Why, in one sentence for people.
  public internal(set) var reason: String
  /// The fingerprint that the ledger holds for this record; `nil` where it holds none. When it moved on, the action is
  /// stale.
  public let precondition: Fingerprint?
  /// The fingerprint of the content as wanted; `nil` for `disable` and `delete`.
  public let fingerprint: Fingerprint?
  /// The destination's own key, where it is known.
  public internal(set) var destinationID: String?
  /// The identifier by which people and other systems know the record, such as a SKU; `nil` where it has none.
  public let identifier: String?
  /// The key under which the destination was sent this very record until now, where that is another: a product that was
  /// made anew under its SKU has a new UUID and stays the same record (G9).
  public let replacing: RecordKey?
  /// Whether the record is no longer synchronised once this is done (D5).
  public internal(set) var unlinks = false
  /// Records that must be at the destination before this one. Where one of them fails, this action is blocked.
  public let dependencies: [RecordKey]
  /// The place in the order of dependency: all actions of a lower stage come first.
  public let stage: Int
  /// Fields that the record no longer has and that the destination keeps: they are out of the scope's sight, or a brake
  /// holds their clearing back (F3).
  public internal(set) var keptFields: [String] = []
  /// When a complete sweep first missed the record. It is put down once the action is carried out, and makes a later
  /// sweep that misses the record too a proof (F2).
  public internal(set) var missingSince: Date?
  /// What the record's item uses, for the ledger.
  var links: [UInt64] = []
  /// The name of the brake that holds the action back.
  public internal(set) var brake: String?
  /// What the ledger keeps of the record for people and for search: see ``SyncPolicy/Detail``.
  public internal(set) var display: [String: String] = [:]
  /// The number of the resync that sends the record although it did not change; `nil` where it did.
  public internal(set) var resync: Int?

  /// Tells this effect on the record from every other one, whatever the content goes through: a number that grows with
  /// each effect that the ledger knows of, and that is put down with the batch before it is sent.
  package var turn = 0

  /// Creates an action.
  public init(
    _ kind: Kind, _ key: RecordKey, fields: [String: RawJSON] = [:], changedFields: [String] = [],
    clearedFields: [String] = [], reason: String, precondition: Fingerprint? = nil, fingerprint: Fingerprint? = nil,
    destinationID: String? = nil, identifier: String? = nil, replacing: RecordKey? = nil,
    dependencies: [RecordKey] = [], stage: Int = 0
  ) {
    self.kind = kind
    self.key = key
    self.fields = fields
    self.changedFields = changedFields
    self.clearedFields = clearedFields
    self.reason = reason
    self.precondition = precondition
    self.fingerprint = fingerprint
    self.destinationID = destinationID
    self.identifier = identifier
    self.replacing = replacing
    self.dependencies = dependencies
    self.stage = stage
  }

  /// A key that is the same whenever this very effect is sent again, by whichever run or runner, and differs for every
  /// other: a destination may remember it for ever. Content that comes back to what it was before is another effect.
  ///
  /// It is final on actions that a destination is given; those of a plan have not got their place in the record's
  /// history yet.
  public var idempotencyKey: String {
    "\(kind.rawValue):\(key):\(turn):\(precondition?.description ?? "-"):\(fingerprint?.description ?? "-")"
      + (resync.map { ":\($0)" } ?? "")
  }

  /// Whether another action is to bring about the same, whenever that is.
  func isAlike(_ other: SyncAction) -> Bool {
    kind == other.kind && key == other.key && precondition == other.precondition && fingerprint == other.fingerprint
      && resync == other.resync
  }
}
