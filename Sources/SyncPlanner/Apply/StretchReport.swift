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

/// What became of the stretches of a first reading together. What a stretch could not apply and a later one tried again
/// counts as what became of it last.
struct StretchReport {
  private(set) var sum: SyncReport?
  /// What is a problem by now, of the stretches in the sum and of the one under way.
  private var problems: [RecordKey: SyncReport.Item] = [:]
  private var news: [RecordKey: SyncReport.Item] = [:]

  mutating func hear(_ event: SyncEvent) {
    guard case .item(let item) = event else { return }
    if let old = problems.removeValue(forKey: item.key) { sum?.remove(old) }
    if item.isProblem { news[item.key] = item }
  }

  /// Adds the report of the stretch that was under way.
  mutating func add(_ report: SyncReport) {
    sum = sum?.adding(report) ?? report
    problems.merge(news) { $1 }
    news = [:]
  }
}

extension SyncReport {
  /// Takes back that an item is a problem.
  fileprivate mutating func remove(_ item: Item) {
    switch item.result {
    case .applied, .alreadyApplied, .accepted, .skipped: return
    case .blocked: feeds[item.key.feed]?.blocked -= 1
    case .rejected, .failed: feeds[item.key.feed]?.failed -= 1
    case .unknown: feeds[item.key.feed]?.unknown -= 1
    }
    if let place = problems.firstIndex(of: item) { problems.remove(at: place) } else { furtherProblems -= 1 }
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
