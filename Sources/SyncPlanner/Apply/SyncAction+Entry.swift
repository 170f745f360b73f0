#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension SyncAction {
  /// The ledger's entry once this action took effect; `nil` where there is none any more.
  func entry(replacing old: LedgerEntry?, destinationID: String?, mapping: String, at date: Date) -> LedgerEntry? {
    var entry = content(replacing: old, destinationID: destinationID, mapping: mapping, at: date)
    if kind != .skip, kind != .blocked { entry?.turn = max(turn, old?.turn ?? 0) + 1 }
    return entry
  }

  private func content(replacing old: LedgerEntry?, destinationID: String?, mapping: String, at date: Date)
    -> LedgerEntry?
  {
    switch kind {
    case .create, .link, .update:
      var entry = LedgerEntry(
        accepted: fields, fingerprint: fingerprint, destinationID: destinationID ?? self.destinationID,
        mapping: mapping,
        at: date)
      entry.destinationID = entry.destinationID ?? old?.destinationID
      entry.identifier = identifier
      entry.links = links
      if let old { entry.fields = entry.fields.keeping(keptFields, of: old.fields) }
      return entry
    case .disable:
      guard var entry = old else { return nil }
      entry.state = .disabled
      entry.appliedAt = date
      entry.missingSince = missingSince
      return entry
    case .delete:
      guard unlinks, var entry = old else { return nil }
      entry.state = .unlinked
      entry.destinationID = nil
      entry.fields = LedgerFields()
      entry.appliedAt = date
      return entry
    case .skip:
      var entry = old
      if let missingSince { entry?.missingSince = missingSince }
      return entry
    case .blocked: return old
    }
  }

  /// This action with its place in the record's history, so that its key is its own.
  ///
  /// - Parameter generation: Where the ledger stood when it last forgot a record: of those that it does not know, it
  ///   cannot tell what became of them before.
  func numbered(after before: LedgerEntry?, generation: Int) -> SyncAction {
    var action = self
    action.turn = before == nil || replacing != nil ? max(before?.turn ?? 0, generation) : before?.turn ?? 0
    return action
  }

  /// The keys under which the ledger may know the record.
  var ledgerKeys: [RecordKey] { [key] + (replacing.map { [$0] } ?? []) }

  /// What the ledger knows of the record, under its own key or the one that it had until now.
  func entry(in entries: [RecordKey: LedgerEntry]) -> LedgerEntry? {
    entries[key] ?? replacing.flatMap { entries[$0] }
  }

  /// Whether the ledger already shows this action's effect.
  func isApplied(in entry: LedgerEntry?) -> Bool {
    switch kind {
    case .create, .link, .update:
      entry?.state == .present && fingerprint != nil && entry?.fingerprint == fingerprint
        && resync.map { $0 <= entry?.resync ?? 0 } ?? true
    case .disable: entry?.state == .disabled
    case .delete: entry == nil || unlinks && entry?.state == .unlinked && entry?.destinationID == nil
    case .skip, .blocked: false
    }
  }
}
