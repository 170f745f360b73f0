extension WorkClaims {
  /// Gives work back undone, to be claimed again at once.
  public func release(_ claim: WorkClaim) async throws { try await release(claim, after: .zero) }

  /// Claims a piece of work, does it, and says that it is done. While it is being done, its lease is renewed three times
  /// in each lease's length; when that shows that the lease was lost, the work is cancelled.
  ///
  /// - Parameters:
  ///   - worker: Who does it.
  ///   - lease: How long nobody else takes the work after this worker's last sign of life.
  ///   - delay: How long work that failed, and was not cancelled, rests before it can be claimed again, so that what
  ///     fails every time does not keep a worker from everything else.
  ///   - clock: Measures when to renew.
  ///   - store: Where the work is remembered.
  ///   - body: Does the work, with the store fenced by the claim.
  /// - Returns: What the body returned; `nil` where nothing was free.
  /// - Throws: What the body throws; the work is given back then. ``SyncError`` with `leaseLost` where another took it.
  public func perform<Value: Sendable>(
    as worker: String, lease: Duration = .seconds(60), restingAfterFailure delay: Duration = .seconds(60),
    clock: any Clock<Duration> = ContinuousClock(), remembering store: any SyncStore,
    _ body: @escaping @Sendable (WorkClaim, any SyncStore) async throws -> Value
  ) async throws -> Value? {
    guard let claim = try await self.claim(as: worker, for: lease) else { return nil }
    do {
      let fenced = try await store.fenced(by: claim)
      let value = try await keeping(claim, lease, clock) { try await body(claim, fenced) }
      try await finish(claim)
      return value
    } catch {
      // Where the lease is lost there is nothing to give back. Who was told to stop did not fail.
      try? await release(claim, after: Task.isCancelled ? .zero : delay)
      throw error
    }
  }

  private func keeping<Value: Sendable>(
    _ claim: WorkClaim, _ lease: Duration, _ clock: any Clock<Duration>,
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        while true {
          do { try await clock.sleep(for: lease / 3) } catch { return nil }
          do {
            _ = try await renew(claim, for: lease)
          } catch let error as SyncError where error.code == .leaseLost {
            throw error
          } catch {
            // Who keeps the claims cannot be reached just now. The lease itself says when that is too long.
          }
        }
      }
      defer { group.cancelAll() }
      while let value = try await group.next() {
        if let value { return value }
      }
      throw SyncError.cancelled
    }
  }
}

extension SyncError {
  /// A claim that no longer holds.
  static func lost(_ work: String, to worker: String? = nil) -> SyncError {
    SyncError(
      .leaseLost,
      worker.map { "The work \"\(work)\" is in the hands of \($0) now." }
        ?? "The work \"\(work)\" is no longer in this worker's hands.",
      advice: "Do nothing more for it. Whoever holds it now carries on from what was committed.")
  }
}
