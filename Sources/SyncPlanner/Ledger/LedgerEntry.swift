package import CatalogModels

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// What the ledger knows of one record: the content that the destination accepted last, as fingerprints.
package struct LedgerEntry: Sendable, Hashable {
  /// The fingerprint of the content that the destination accepted last.
  package var fingerprint: Fingerprint
  /// The fingerprints of its fields; empty where the ledger keeps none.
  package var fields: LedgerFields
  /// How the record stands at the destination.
  package var state: State
  /// The destination's own key, where it made one.
  package var destinationID: String?
  /// The identifier that it bore then, such as a SKU; `nil` where it had none. See ``IdentityMap``.
  package var identifier: String?
  /// The version of the mapping that made the content.
  package var mapping: String
  /// The version of the way in which fingerprints are taken. See ``Fingerprint/version``.
  package var fingerprintVersion: Int
  /// When the destination accepted the content.
  package var appliedAt: Date?
  /// When a complete sweep first found the record gone from the source: evidence, not yet proof.
  package var missingSince: Date?
  /// The fingerprint of the source item: while it and all that the mapping depends on stays, the mapping may be skipped.
  package var source: Fingerprint?
  /// What the source item uses, as marks in order. See `ItemLinks`.
  package var links: [UInt64] = []
  /// A few fields for people and for search, by name; none unless asked for.
  package var display: [String: String]
  /// The content itself, where the ledger keeps it.
  package var payload: RawJSON?
  /// Grows with each effect on the record, and is never used again for it. See `SyncAction.turn`.
  package var turn = 0
  /// The number of the resync that sent it last; `nil` where none did.
  package var resync: Int?
  /// Its last actions, as they lie in the row: see `lastActions`.
  var actions: [UInt8] = []

  /// How a record stands at the destination.
  package enum State: UInt8, Sendable, Hashable, CaseIterable {
    /// It is there.
    case present = 0
    /// It is there and not shown.
    case disabled = 1
    /// It was taken out of the synchronisation: what is left of it at the destination is nobody's affair here.
    case unlinked = 2
  }

  /// Creates an entry.
  package init(
    fingerprint: Fingerprint, fields: LedgerFields = LedgerFields(), state: State = .present,
    destinationID: String? = nil, identifier: String? = nil, mapping: String,
    fingerprintVersion: Int = Fingerprint.version,
    appliedAt: Date? = nil, missingSince: Date? = nil, source: Fingerprint? = nil, display: [String: String] = [:],
    payload: RawJSON? = nil
  ) {
    self.fingerprint = fingerprint
    self.fields = fields
    self.state = state
    self.destinationID = destinationID
    self.identifier = identifier
    self.mapping = mapping
    self.fingerprintVersion = fingerprintVersion
    self.appliedAt = appliedAt
    self.missingSince = missingSince
    self.source = source
    self.display = display
    self.payload = payload
  }

  /// The entry for a record that the destination just accepted.
  package init(
    accepted content: [String: RawJSON], fingerprint: Fingerprint? = nil, destinationID: String? = nil, mapping: String,
    at date: Date?
  ) {
    self.init(
      fingerprint: fingerprint ?? Fingerprint(of: .object(content)), fields: LedgerFields(of: content),
      destinationID: destinationID, mapping: mapping, appliedAt: date)
  }
}

extension LedgerEntry {
  /// The entry once the item came by again: what spoke for its being gone is void. `nil` where nothing did.
  var returned: LedgerEntry? {
    guard missingSince != nil else { return nil }
    var entry = self
    entry.missingSince = nil
    return entry
  }
}

extension Fingerprint {
  /// The version of the canonical form and of the hash behind fingerprints. When it grows, all fingerprints differ
  /// without any content having changed: the ledger is then re-based and nothing is sent.
  package static let version = 1
}
