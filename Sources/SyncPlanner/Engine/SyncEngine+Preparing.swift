import CatalogModels

/// What an engine finds out before it asks the source.
extension SyncEngine {
  /// What the source is asked for: no feed of which nothing would become a record that the destination takes.
  func request(
    _ scope: SyncScope, _ capabilities: DestinationCapabilities, _ since: [SyncFeed: SourceWatermark], _ ledger: Ledger
  ) -> SourceRequest {
    var scope = scope
    for feed in SyncFeed.all {
      let made = Set(mapping.feeds(for: feed))
      let taken = capabilities.feeds.map(made.intersection) ?? made
      if taken.isEmpty { scope.leftOut.insert(feed) }
    }
    scope.describesValues = mapping.usesDefinitions
    scope.namesProducts = mapping.usesIdentities
    let mapping = mapping
    return SourceRequest(scope, since: since) { keys in
      var owners: [RecordKey: RecordKey] = [:]
      for key in keys {
        for feed in mapping.feeds(for: key.feed) { owners[RecordKey(feed, key.id)] = key }
      }
      let entries = try await ledger.entries(for: owners.keys)
      return Set(entries.filter { $0.value.state == .present }.compactMap { owners[$0.key] })
    }
  }

  /// Plans and applies, and where the first reading of a catalog was cut, goes on until all of it was read.
  func syncInStretches(
    _ scope: SyncScope, _ extent: SyncExtent, _ deleted: Set<RecordKey>, _ released: [SyncPolicy.Brake],
    progress: @escaping (SyncEvent) -> Void
  ) async throws(SyncError) -> SyncReport {
    var stretches = StretchReport()
    var place = try await lastCheckpoint()?.place
    while true {
      let plan = try await plan(scope, extent, deleted, released, nil, cutting: true, progress: progress)
      let report = try await apply(plan, in: scope) { event in
        stretches.hear(event)
        progress(event)
      }
      stretches.add(report)
      // One that comes no further, such as because of a brake or a page that cannot be read, is left to the next run.
      guard plan.collection?.goesOn == true, report.isComplete, let next = try await lastCheckpoint()?.place,
        next != place
      else { return stretches.sum ?? report }
      place = next
    }
  }

  func lastCheckpoint() async throws(SyncError) -> SyncCheckpoint? {
    guard let json = try await Checkpoints(in: store).values(of: [SyncCheckpoint.name])[SyncCheckpoint.name] else {
      return nil
    }
    return try SyncCheckpoint(json)
  }

  /// Forgets what another destination accepted: it says nothing about this one (C12).
  func forget() async throws(SyncError) {
    try await forget(recordFeeds)
    let letters = DeadLetters(in: store)
    while case let page = try await letters.page(), !page.letters.isEmpty {
      try await letters.discard(page.letters.map(\.action.key))
    }
  }

  /// Forgets what the destination has of some feeds.
  func forget(_ feeds: Set<SyncFeed>) async throws(SyncError) {
    let ledger = Ledger(in: store)
    for feed in feeds {
      while case let page = try await ledger.page(of: feed), !page.isEmpty {
        var entries: [RecordKey: LedgerEntry?] = [:]
        for (key, _) in page { entries.updateValue(nil, forKey: key) }
        try await ledger.write(entries)
      }
    }
  }
}

extension SourceRequest {
  /// The request that goes on where a first reading was cut. What came before the cut is known as far as it was read.
  func going(on checkpoint: SyncCheckpoint) -> SourceRequest {
    guard let place = checkpoint.place else { return self }
    var request = SourceRequest(scope, since: checkpoint.watermarks, known: known)
    request.place = place
    return request
  }
}

extension SyncError {
  /// What came out of a source, or passed through it.
  init(collecting error: any Error) {
    switch error {
    case let error as SyncError: self = error
    case let error as CatalogError: self.init(reading: error)
    case is CancellationError: self = .cancelled
    default: self.init(.source, "The source could not be read.", underlying: error)
    }
  }
}

/// Measures on any clock.
struct Stopwatch {
  private let read: () -> Duration

  init(_ clock: any Clock<Duration>) { read = Self.reader(clock) }

  /// The time since it was started.
  var elapsed: Duration { read() }

  private static func reader<C: Clock<Duration>>(_ clock: C) -> () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }
}
