import CatalogModels

/// How a plan is made.
extension SyncEngine {
  func plan(
    _ scope: SyncScope, _ wished: SyncExtent, _ deleted: Set<RecordKey>, _ released: [SyncPolicy.Brake],
    only keys: Set<RecordKey>?, cutting: Bool = false, _ recorder: RunRecorder, progress: @escaping (SyncEvent) -> Void
  ) async throws(SyncError) -> SyncPlan {
    let started = Stopwatch(clock)
    let applier = applier(recorder)
    let capabilities = try await applier.capabilities()
    let ledger = Ledger(in: store)
    var checkpoint = SyncCheckpoint(
      scope: scope.digest.description, mapping: mapping.version, destination: capabilities.identity)
    let last = try await lastCheckpoint()
    if let last, last.destination != checkpoint.destination { try await forget() }
    let resync = try await openResyncs(unless: keys != nil)
    _ = try await applier.recover(progress: progress)
    if let last, checkpoint.continues(last) { checkpoint = last }
    let isFirst = last == nil || checkpoint.place != nil
    let extent = resync.collectsEverything || checkpoint.watermarks.isEmpty || isFirst ? .complete : wished
    recorder.change { $0.extent = extent }

    let base = try await ledger.position().sequence
    var request = request(
      scope, capabilities, extent == .changes && keys == nil ? checkpoint.watermarks : [:], ledger)
    request.keys = keys.map { SourceLookup($0, mapping).items }
    let lastBegan = try await RunStatus.read(from: store).lastSuccess?.started
    var run = try planRun(scope, deleted, capabilities, resync, progress)
    if isFirst, keys == nil, resync.requests.isEmpty {
      request = request.going(on: checkpoint)
      if cutting, run.matcher == nil { request.stretch = policy.firstReadingStretch.map { max(1, $0) } }
      run.isGoingOn = request.place != nil
      if let reading = checkpoint.reading, run.isGoingOn { recorder.change { $0.continues = reading } }
    }
    run.lastBegan = lastBegan
    if resync.sendsKeptOnly {
      try await run.sendKept(recordFeeds)
    } else {
      run.selection = keys
      try await collect(request, run, recorder)
      // What chosen records rest on comes along.
      var rounds = 0
      while var chosen = run.selection, !run.unchosen.isSubset(of: chosen), rounds < 8 {
        rounds += 1
        chosen.formUnion(run.unchosen)
        run = try planRun(scope, deleted, capabilities, resync, progress)
        run.lastBegan = lastBegan
        run.selection = chosen
        request.keys = SourceLookup(chosen, mapping).items
        try await collect(request, run, recorder)
      }
      if Task.isCancelled { throw .cancelled }
      if keys == nil, !run.canLook { try await run.noteDefinitions() }
      try await run.planPending(destination, capabilities)
      if keys == nil {
        try await run.planDeleted()
        try await run.planMoved()
        try await run.planGone()
        try await run.planLetters(DeadLetters(in: store))
        try await run.brake(
          releasing: released, sameScope: last?.scope == checkpoint.scope,
          sameMapping: last?.mapping == checkpoint.mapping)
      }
      if !resync.collectsOnly { checkpoint.take(run, recorder.run.number) }
    }
    tell(.collected, recorder, progress)

    var checkpoints: [String: RawJSON] = [:]
    if keys == nil, !resync.collectsOnly, !resync.sendsKeptOnly {
      checkpoints = run.marksToKeep
      checkpoints[SyncCheckpoint.name] = checkpoint.json
    }
    if let number = resync.number { checkpoints[ResyncRequests.checkpoint] = .int(number) }
    run.summary.duration = started.elapsed
    var plan = try run.builder.seal(
      SyncPlan.Basis(
        scope: checkpoint.scope, destination: checkpoint.destination, mapping: checkpoint.mapping,
        ledger: base + run.rebases, checkpoints: checkpoints))
    plan.collection = run.summary
    progress(.planned(plan.summary))
    return plan
  }

  private func planRun(
    _ scope: SyncScope, _ deleted: Set<RecordKey>, _ capabilities: DestinationCapabilities, _ resync: ResyncPlan,
    _ progress: @escaping (SyncEvent) -> Void
  ) throws(SyncError) -> PlanRun {
    var builder = PlanBuilder()
    builder.detail = policy.ledgerDetail
    builder.resync = resync
    let run = PlanRun(
      mapping, Ledger(in: store), policy, builder, scope: scope, started: now(), deleted: deleted,
      taking: capabilities.feeds, progress: progress)
    run.pending.detail = policy.ledgerDetail
    run.early.detail = policy.ledgerDetail
    if policy.conflicts.whenPlanning { run.live = try LiveRecords(of: destination, capabilities) }
    return run
  }

  private func collect(_ request: SourceRequest, _ run: PlanRun, _ recorder: RunRecorder) async throws(SyncError) {
    var watch = Stopwatch(clock)
    do {
      try await source.collect(request) { part in
        if case .items(let items) = part, let feed = items.first?.feed {
          let bytes = items.reduce(0) { $0 + $1.raw.byteCount }
          recorder.count(.collected, feed, entities: items.count, bytes: bytes, duration: watch.elapsed)
        }
        try await run.take(part)
        try await recorder.writeIfDue()
        watch = Stopwatch(clock)
      }
    } catch {
      throw SyncError(collecting: error)
    }
    try await run.planEarly()
  }

  /// The resyncs that this plan carries out. What one of them wants forgotten is forgotten, once.
  private func openResyncs(unless isSelection: Bool) async throws(SyncError) -> ResyncPlan {
    guard !isSelection else { return ResyncPlan(requests: []) }
    let resync = ResyncPlan(requests: try await ResyncRequests.read(from: store).open)
    let cleaning = resync.requests.filter { $0.mode == .cleanupFeed }
    guard let number = cleaning.map(\.number).max() else { return resync }
    let name = "resync-cleaned"
    let cleaned = try await Checkpoints(in: store).values(of: [name])[name]?.int ?? 0
    for request in cleaning where request.number > cleaned { try await forget(request.feeds ?? recordFeeds) }
    if number > cleaned { try await store.commitAll([Checkpoints.change(of: name, to: .int(number))]) }
    return resync
  }

  func applier(_ recorder: RunRecorder? = nil) -> Applier {
    Applier(to: destination, remembering: store, policy: policy, clock: clock, recorder: recorder, now: now)
  }

  /// Tells and puts down how much went which way, and how long it took.
  func tell(
    _ direction: SyncReport.Profile.Direction, _ recorder: RunRecorder, _ progress: (SyncEvent) -> Void
  ) {
    for line in recorder.takeProfile(direction) {
      recorder.note(.profile, line.description, line.json)
      progress(.profile(line))
    }
  }

  /// Ends a run that failed. What cannot be written then is lost: the failure itself is what the host is told.
  func finish(_ recorder: RunRecorder, _ error: SyncError, after duration: Duration = .zero) async {
    // A task of its own does not see that this one was cancelled.
    let engine = self
    await Task {
      try? await recorder.end(error, after: duration)
      try? await engine.keepBundle()
    }.value
  }
}

extension SyncReport.Profile {
  fileprivate var json: RawJSON {
    [
      "direction": .string(direction.rawValue), "feed": .string(feed.rawValue), "entities": .int(entities),
      "milliseconds": .int(milliseconds), "bytes": .int(bytes),
    ]
  }
}
