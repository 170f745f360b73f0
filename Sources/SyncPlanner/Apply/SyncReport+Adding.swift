extension SyncReport {
  /// What became of this plan and of the one after it together.
  func adding(_ next: SyncReport) -> SyncReport {
    var sum = next
    sum.feeds.merge(feeds) { $0.adding($1) }
    let all = problems + next.problems
    sum.problems = Array(all.prefix(Self.problemLimit))
    sum.furtherProblems = furtherProblems + next.furtherProblems + all.count - sum.problems.count
    sum.collection?.incomplete.merge(collection?.incomplete ?? [:]) { now, _ in now }
    sum.duration += duration
    return sum
  }
}

extension SyncReport.Feed {
  fileprivate func adding(_ other: SyncReport.Feed) -> SyncReport.Feed {
    var sum = self
    for count: WritableKeyPath<SyncReport.Feed, Int> in [
      \.collected, \.unchanged, \.created, \.linked, \.updated, \.disabled, \.deleted, \.alreadyApplied, \.accepted,
      \.skipped, \.blocked, \.failed, \.unknown,
    ] { sum[keyPath: count] += other[keyPath: count] }
    return sum
  }
}
