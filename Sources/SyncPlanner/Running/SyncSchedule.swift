#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// When to run: a pure function of the status and the time of day. The host owns the timer.
///
/// ```swift
/// let schedule = SyncSchedule(every: .seconds(3_600), completeEvery: .seconds(86_400))
/// let next = schedule.next(after: try await engine.status(), at: Date())
/// if next.at <= Date() { _ = try await engine.sync(scope, next.extent) }
/// ```
///
/// Beside the hourly beat, a host that hears of changes, by the PIM's events for instance, passes their time and is told
/// to run once they have settled (C1).
public struct SyncSchedule: Sendable, Hashable {
  /// The time between the beginnings of two runs. More than zero.
  public var every: Duration
  /// The time between the beginnings of two runs that look at everything, the only ones that show what is gone; `nil`
  /// where all runs look at changes only.
  public var completeEvery: Duration?
  /// How long to wait after the first change that was heard of, so that an edit of many items makes one run.
  public var settling: Duration
  /// How long to wait after a run that failed, or that came to no end, before the next one.
  public var retryAfter: Duration
  /// How late a run may be before it counts as missed (C8).
  public var grace: Duration

  /// Creates a schedule.
  public init(
    every: Duration = .seconds(3_600), completeEvery: Duration? = .seconds(86_400), settling: Duration = .seconds(30),
    retryAfter: Duration = .seconds(300), grace: Duration = .seconds(900)
  ) {
    self.every = every
    self.completeEvery = completeEvery
    self.settling = settling
    self.retryAfter = retryAfter
    self.grace = grace
  }

  /// The next run.
  public struct Next: Sendable, Hashable {
    /// When it is due. It may lie in the past: then it is due now.
    public var at: Date
    /// How much it looks at.
    public var extent: SyncExtent
    /// Why then.
    public var reason: Reason

    /// Why a run is due. More reasons may come, so a `switch` over them needs a `default`.
    public enum Reason: String, Sendable, Hashable {
      /// There was none yet.
      case first
      /// The time between two runs is over.
      case schedule
      /// Something changed, by an event.
      case change
      /// The last run failed.
      case retry
      /// A resync was asked for.
      case resync
    }
  }

  /// When the next run is due.
  ///
  /// - Parameters:
  ///   - status: How the synchronisation stands.
  ///   - change: When the first change was heard of that no run began after; `nil` where none was.
  ///   - now: The time of day. Where the clock went back behind the last run, the next one is due within the usual time
  ///     from now, and not after the hours that the clock went back.
  public func next(after status: SyncStatus, changedAt change: Date? = nil, at now: Date) -> Next {
    guard let last = status.latest else { return Next(at: now, extent: .complete, reason: .first) }
    let begun = min(last.started, now)
    // A run under way holds the next one back until it ends, or fell silent.
    if let current = status.current, current.phase != .planned, !status.isSilent(for: every, at: now) {
      return Next(
        at: max(now, min(current.seen, now) + every.inSeconds), extent: extent(status, at: now + every.inSeconds),
        reason: .schedule)
    }
    var next = Next(at: begun + every.inSeconds, extent: .changes, reason: .schedule)
    if last.failure != nil || last.ended == nil {
      next = Next(at: min(last.ended ?? last.seen, now) + retryAfter.inSeconds, extent: .changes, reason: .retry)
    } else if !status.resyncs.isEmpty {
      // At the next window, which is the next run of the schedule (C6).
      next.reason = .resync
    }
    if let change, change > last.started || change > now {
      let settled = min(change, now) + settling.inSeconds
      if settled < next.at { next = Next(at: settled, extent: .changes, reason: .change) }
    }
    next.extent = extent(status, at: max(now, next.at))
    return next
  }

  /// Since when a run should have been under way that did not happen; `nil` where all is well. A run that is under way
  /// and gives signs of life is not missed.
  public func missed(after status: SyncStatus, at now: Date) -> Date? {
    guard status.latest != nil else { return nil }
    if let current = status.current, current.phase != .planned {
      guard status.isSilent(for: every + grace, at: now) else { return nil }
      return current.seen + every.inSeconds
    }
    let due = next(after: status, at: now).at
    return now.timeIntervalSince(due) > grace.inSeconds ? due : nil
  }

  private func extent(_ status: SyncStatus, at date: Date) -> SyncExtent {
    guard let completeEvery else { return .changes }
    guard let last = status.lastComplete else { return .complete }
    return date.timeIntervalSince(min(last, date)) >= completeEvery.inSeconds ? .complete : .changes
  }
}

extension SyncStatus {
  /// The last run that began, however it ended. A plan that nobody applied is none.
  var latest: Run? {
    if let current, current.phase != .planned { return current }
    return last
  }
}
