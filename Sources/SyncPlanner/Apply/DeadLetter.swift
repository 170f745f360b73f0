internal import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An action that was not applied, kept with its reason until it is, or until somebody discards it.
public struct DeadLetter: Sendable, Hashable, Identifiable {
  /// What was to be done.
  public internal(set) var action: SyncAction
  /// The record: there is one letter for each.
  public var id: RecordKey { action.key }
  /// Why it was not.
  public internal(set) var state: State
  /// Why, for people.
  public internal(set) var reason: String
  /// How often it was tried.
  public internal(set) var attempts: Int
  /// When it was tried last.
  public internal(set) var at: Date
  /// The plan that it was part of.
  public internal(set) var plan: String
  /// The version of the mapping that made it.
  public internal(set) var mapping: String

  /// Why an action was not applied. More cases may come, so a `switch` needs a `default`.
  public enum State: String, Sendable, Hashable {
    /// The destination will not take it as it is.
    case rejected
    /// The destination failed at it and may take it later.
    case failed
    /// Something else held it up.
    case blocked
    /// It is not known whether it took effect: it is not sent again until somebody settles it.
    case unknown
  }

  /// Some letters, in the order of their records' keys.
  public struct Page: Sendable, Hashable {
    /// The letters.
    public var letters: [DeadLetter]
    /// Where the next page begins; `nil` where this is the last.
    public var next: String?
  }

  /// What somebody found out at the destination of an action whose outcome was unknown.
  /// More cases may come, so a `switch` needs a `default`.
  public enum Finding: Sendable, Hashable, CaseIterable {
    /// It took effect: the ledger takes what was sent as accepted.
    case applied
    /// It did not: the next run sends it again.
    case notApplied
  }

  package init(
    action: SyncAction, state: State, reason: String, attempts: Int, at: Date, plan: String, mapping: String
  ) {
    self.action = action
    self.state = state
    self.reason = reason
    self.attempts = attempts
    self.at = at
    self.plan = plan
    self.mapping = mapping
  }
}

extension DeadLetter {
  func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("version")
    writer.number(1)
    writer.key("state")
    writer.string(state.rawValue)
    writer.key("reason")
    writer.string(reason)
    writer.key("attempts")
    writer.number(attempts)
    writer.key("at")
    writer.number(Int((at.timeIntervalSince1970 * 1000).rounded()))
    writer.key("plan")
    writer.string(plan)
    writer.key("mapping")
    writer.string(mapping)
    writer.key("action")
    action.write(to: &writer)
    writer.endObject()
    return writer.bytes
  }

  init(row: StoreRow) throws(SyncError) {
    guard let json = try? JSONSlice(parsing: row.value), let version = json["version"]?.int else {
      throw SyncError(.corrupted, "The dead letter \(row.key) cannot be read.")
    }
    guard version <= 1 else {
      throw SyncError(.newerVersion, "The dead letter \(row.key) has version \(version); this is version 1.")
    }
    guard let state = json["state"]?.string.flatMap(State.init), let reason = json["reason"]?.string,
      let attempts = json["attempts"]?.int, let at = json["at"]?.int, let plan = json["plan"]?.string,
      let mapping = json["mapping"]?.string, let action = json["action"].flatMap(SyncAction.init(line:))
    else { throw SyncError(.corrupted, "The dead letter \(row.key) cannot be read.") }
    self.init(
      action: action, state: state, reason: reason, attempts: attempts,
      at: Date(timeIntervalSince1970: Double(at) / 1000), plan: plan, mapping: mapping)
  }
}
