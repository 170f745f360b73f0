import CatalogModels

/// Holds an action against what the destination has now, and against what it accepted last.
struct ThreeWay {
  let rule: SyncPolicy.Conflicts

  enum Verdict: Equatable {
    /// It can be sent, perhaps as another kind or with more changed fields.
    case sound(SyncAction)
    /// Somebody else changed the record.
    case conflict(reason: String)
  }

  /// - Parameters:
  ///   - entry: What the destination accepted last; `nil` where nothing is known.
  ///   - live: What it has now; `nil` where it has no such record.
  func judge(_ action: SyncAction, _ entry: LedgerEntry?, _ live: SyncRecord?) -> Verdict {
    switch action.kind {
    case .skip, .blocked, .link: .sound(action)
    case .create: live.map { adopt(action, $0) } ?? .sound(action)
    case .update: live.map { update(action, entry, $0) } ?? recreate(action)
    case .disable, .delete: live.map { remove(action, entry, $0) } ?? .sound(action)
    }
  }

  private func update(_ action: SyncAction, _ entry: LedgerEntry?, _ live: SyncRecord) -> Verdict {
    guard let entry else { return adopt(action, live) }
    let foreign = foreignFields(of: live, since: entry, wanted: action.fields)
    if let reason = conflict(foreign) { return .conflict(reason: reason) }
    let overwritten = foreign.filter { action.fields[$0] != nil && !action.changedFields.contains($0) }
    guard !overwritten.isEmpty else { return .sound(action) }
    return .sound(action.with(changedFields: (action.changedFields + overwritten).sorted()))
  }

  /// The record is there although nothing is known of it: the same content becomes known, another is a conflict.
  private func adopt(_ action: SyncAction, _ live: SyncRecord) -> Verdict {
    let differing = action.fields.filter { !Self.isSame(live.fields[$0.key], $0.value) }.map(\.key).sorted()
    let lost = differing.filter { live.fields[$0].map { !$0.isNull } == true && !rule.sourceWins.contains($0) }
    guard lost.isEmpty else {
      return .conflict(
        reason: "The destination has a record under this key already, which differs in: \(Self.list(lost)).")
    }
    return .sound(
      action.with(kind: .link, changedFields: differing, reason: "The destination has it already."))
  }

  private func recreate(_ action: SyncAction) -> Verdict {
    guard rule.sourceWins.isAll else { return .conflict(reason: "Somebody removed it at the destination.") }
    return .sound(
      action.with(
        kind: .create, changedFields: action.fields.keys.sorted(), reason: "Somebody removed it at the destination."))
  }

  private func remove(_ action: SyncAction, _ entry: LedgerEntry?, _ live: SyncRecord) -> Verdict {
    guard let entry, let reason = conflict(foreignFields(of: live, since: entry, wanted: [:])) else {
      return .sound(action)
    }
    return .conflict(reason: reason)
  }

  private func conflict(_ foreign: [String]) -> String? {
    let lost = foreign.filter { !rule.sourceWins.contains($0) }
    return lost.isEmpty ? nil : "Somebody changed at the destination: \(Self.list(lost))."
  }

  /// The fields that are neither as they were accepted nor as they are wanted.
  private func foreignFields(
    of live: SyncRecord, since entry: LedgerEntry, wanted: [String: RawJSON]
  ) -> [String] {
    // Without fingerprints of fields, only a record that is as it was accepted shows that nobody touched it.
    if entry.fields.isEmpty, Fingerprint(of: live.json) == entry.fingerprint { return [] }
    let accepted = Dictionary(entry.fields.entries.map { ($0.name, $0.mark) }) { first, _ in first }
    let names = Set(accepted.keys).union(wanted.keys)
    return names.filter { name in
      let there = live.fields[name].flatMap { $0.isNull ? nil : $0 }
      guard there.map({ Fingerprint(of: $0).folded }) != accepted[name] else { return false }
      return !Self.isSame(there, wanted[name])
        // A field of which the ledger knows nothing, and which nobody filled.
        && !(there == nil && accepted[name] == nil)
    }.sorted()
  }

  /// Absent and `null` say the same.
  private static func isSame(_ a: RawJSON?, _ b: RawJSON?) -> Bool {
    let a = a.flatMap { $0.isNull ? nil : $0 }
    let b = b.flatMap { $0.isNull ? nil : $0 }
    return a == b
  }

  private static func list(_ fields: [String]) -> String {
    fields.prefix(10).joined(separator: ", ") + (fields.count > 10 ? " and \(fields.count - 10) more" : "")
  }
}

extension SyncAction {
  /// The same with some of it otherwise.
  func with(
    kind: Kind? = nil, changedFields: [String]? = nil, clearedFields: [String]? = nil, reason: String? = nil,
    destinationID: String? = nil
  ) -> SyncAction {
    var action = self
    action.kind = kind ?? self.kind
    action.changedFields = changedFields ?? self.changedFields
    action.clearedFields = clearedFields ?? self.clearedFields
    action.reason = reason ?? self.reason
    action.destinationID = destinationID ?? self.destinationID
    return action
  }
}
