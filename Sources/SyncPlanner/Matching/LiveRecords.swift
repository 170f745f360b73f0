import CatalogModels

/// Reads what the destination has now.
struct LiveRecords: Sendable {
  private let destination: any Destination
  private static let atOnce = 500

  /// - Throws: ``SyncError`` with `destination` where the destination cannot be read.
  init(of destination: any Destination, _ capabilities: DestinationCapabilities) throws(SyncError) {
    guard capabilities.canRead else {
      throw SyncError(
        .destination, "The destination cannot be read, so that nothing shows what somebody else changed there.",
        advice: "Leave out the policy's conflicts for this destination.")
    }
    self.destination = destination
  }

  func records(of keys: some Collection<RecordKey>) async throws(SyncError) -> [RecordKey: SyncRecord] {
    var records: [RecordKey: SyncRecord] = [:]
    var rest = keys[...]
    while !rest.isEmpty {
      let page = Array(rest.prefix(Self.atOnce))
      rest = rest.dropFirst(page.count)
      for record in try await read(page) { records[record.key] = record }
    }
    return records
  }

  /// Holds actions against what is there now, one verdict for each.
  func judge(
    _ actions: [(action: SyncAction, entry: LedgerEntry?)], by rule: SyncPolicy.Conflicts
  ) async throws(SyncError) -> [ThreeWay.Verdict] {
    let live = try await records(of: actions.flatMap(\.action.ledgerKeys))
    return actions.map { action, entry in
      ThreeWay(rule: rule).judge(action, entry, live[action.key] ?? action.replacing.flatMap { live[$0] })
    }
  }

  private func read(_ keys: [RecordKey]) async throws(SyncError) -> [SyncRecord] {
    do {
      return try await destination.read(keys)
    } catch {
      throw SyncError(
        destination: error,
        "The destination could not be read, so that it is not known what somebody else changed there.",
        advice: "Run again.")
    }
  }
}

extension PlanRun {
  /// Plans an action, once it is held against what the destination has now, where the policy asks for that.
  func plan(_ action: SyncAction, since entry: LedgerEntry?) throws(SyncError) {
    if isEarly { return try early.append(action) }
    if live == nil { try builder.append(action) } else { unjudged.append((action, entry)) }
  }

  /// Plans the actions that were kept back to be held against what the destination has now.
  func planJudged() async throws(SyncError) {
    guard let live, !unjudged.isEmpty else { return }
    let verdicts = try await live.judge(unjudged, by: policy.conflicts)
    for ((action, _), verdict) in zip(unjudged, verdicts) {
      switch verdict {
      case .sound(let action): try builder.append(action)
      case .conflict(let reason):
        note(SyncDiagnostic(.conflict, action.key, reason))
        try block(action.key, stage: action.stage, because: reason)
      }
    }
    unjudged = []
  }
}
