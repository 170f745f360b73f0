extension PlanActions {
  /// Reads all actions.
  ///
  /// They are in memory at once: read a plan that may be large in a loop, one action after the other.
  ///
  /// - Parameter limit: The largest number of actions that is accepted.
  /// - Throws: ``SyncError``: `tooMany` where there are more, so that no plan is taken for whole that was cut;
  ///   and what reading fails with.
  public func all(upTo limit: Int = .max) async throws(SyncError) -> [SyncAction] {
    var all: [SyncAction] = []
    for try await action in self {
      guard all.count < limit else {
        throw SyncError(
          .tooMany, "The plan has more than the \(limit) actions that are accepted.",
          advice: "Read them in a loop, one after the other.")
      }
      all.append(action)
    }
    return all
  }
}
