extension PlanBuilder {
  /// The same plan with other actions in place of some, as long as memory allows and in temporary files from there on.
  ///
  /// - Parameter change: What comes in an action's place, in the same stage.
  consuming func rewriting(_ change: (SyncAction) throws(SyncError) -> SyncAction) throws(SyncError) -> PlanBuilder {
    var other = empty
    for (feed, counts) in summary.feeds {
      other.count(collected: counts.collected, unchanged: counts.unchanged, in: feed)
    }
    var lines = PlanStorage.Lines(storage)
    while let line = try lines.next() { try other.append(change(SyncAction(planLine: line))) }
    return other
  }
}
