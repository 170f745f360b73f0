internal import CatalogModels

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

extension LedgerEntry {
  /// An action that was carried out, as far as it is kept.
  package struct Done: Sendable, Hashable {
    package var kind: SyncAction.Kind
    package var at: Date
    package var reason: String
  }

  /// The last actions that were carried out, the newest first. They are read only when asked for, so that comparing a
  /// whole catalog with the ledger does not pay for them.
  package var lastActions: [Done] {
    var reader = RowReader(actions)
    var done: [Done] = []
    while !reader.isAtEnd {
      guard let entry = try? Self.read(&reader) else { return done }
      done.append(entry)
    }
    return done
  }

  private static func read(_ reader: inout RowReader) throws(RowFault) -> Done {
    let kind = try reader.byte()
    let at = try reader.date()
    let reason = try reader.counted()
    guard SyncAction.Kind.allCases.indices.contains(Int(kind)) else { throw .damaged }
    return Done(kind: SyncAction.Kind.allCases[Int(kind)], at: at, reason: reason)
  }

  /// Puts an action in front, and keeps so many.
  mutating func note(_ action: SyncAction, at date: Date, keeping limit: Int) {
    let all = [Done(kind: action.kind, at: date, reason: String(action.reason.prefix(300)))] + lastActions
    var writer = RowWriter()
    for done in all.prefix(limit) {
      writer.byte(UInt8(SyncAction.Kind.allCases.firstIndex(of: done.kind) ?? 0))
      writer.date(done.at)
      writer.counted(done.reason)
    }
    actions = writer.bytes
  }
}

extension SyncPolicy.Detail {
  /// Puts into an entry what is kept of a record beside its fingerprint, now that an action took effect.
  func complete(_ entry: inout LedgerEntry, _ action: SyncAction, after old: LedgerEntry?, at date: Date) {
    switch action.kind {
    case .create, .link, .update:
      entry.display = action.display.isEmpty ? old?.display ?? [:] : action.display
      entry.payload = level == .payload ? .object(action.fields) : nil
      if level == .fingerprint { entry.fields = LedgerFields() }
      entry.resync = action.resync ?? old?.resync
    case .disable, .delete, .skip, .blocked: break
    }
    entry.actions = old?.actions ?? []
    entry.note(action, at: date, keeping: actions)
  }
}
