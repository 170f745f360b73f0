import Foundation
import Testing

@testable import SyncPlanner

/// C1, C8: when to run is a pure function of status and clock.
struct SyncScheduleTests {
  private static let start = Date(timeIntervalSince1970: 1_700_000_000)
  private static let schedule = SyncSchedule(
    every: .seconds(3_600), completeEvery: .seconds(86_400), settling: .seconds(30), retryAfter: .seconds(300),
    grace: .seconds(900))

  private static func date(_ seconds: Double) -> Date { start + seconds }

  /// A run that began at a time and took a minute.
  private static func run(_ number: Int, at seconds: Double, failing: Bool = false) -> SyncStatus.Run {
    var run = SyncStatus.Run(number: number, started: date(seconds), phase: .ended, extent: .changes)
    run.seen = date(seconds + 60)
    run.ended = date(seconds + 60)
    if failing { run.failure = .init(code: "source", message: "the PIM is away") }
    return run
  }

  private static func status(
    last: SyncStatus.Run? = nil, current: SyncStatus.Run? = nil, completeAt: Double? = 0
  ) -> SyncStatus {
    var status = SyncStatus()
    status.last = last
    status.current = current
    if last?.failure == nil { status.lastSuccess = last }
    status.lastComplete = completeAt.map(date)
    return status
  }

  @Test("C1: the first run is due at once and looks at everything")
  func firstRun() {
    let next = Self.schedule.next(after: SyncStatus(), at: Self.start)
    #expect(next == .init(at: Self.start, extent: .complete, reason: .first))
    #expect(Self.schedule.missed(after: SyncStatus(), at: Self.start) == nil)
  }

  @Test(
    "C1: a run is due an hour after the last one began, a retry sooner, a change sooner still",
    arguments: [
      (failing: false, change: nil, at: 3_600, SyncSchedule.Next.Reason.schedule),
      (failing: true, change: nil, at: 360, .retry),
      (failing: false, change: 100, at: 130, .change),
      (failing: true, change: 100, at: 130, .change),
      // A change that a run already saw, and one that comes when the next run is near.
      (failing: false, change: -10, at: 3_600, .schedule),
      (failing: false, change: 3_590, at: 3_600, .schedule),
    ] as [(failing: Bool, change: Double?, at: Double, SyncSchedule.Next.Reason)])
  func dueTimes(failing: Bool, change: Double?, at: Double, reason: SyncSchedule.Next.Reason) {
    let status = Self.status(last: Self.run(1, at: 0, failing: failing))
    let next = Self.schedule.next(
      after: status, changedAt: change.map(Self.date), at: Self.date(max(200, change ?? 0)))
    #expect(next.at == Self.date(at))
    #expect(next.reason == reason)
    #expect(next.extent == .changes)
  }

  @Test("C1: once a day a run looks at everything, and always where none did")
  func completeRuns() {
    let late = Self.status(last: Self.run(30, at: 86_000))
    #expect(Self.schedule.next(after: late, at: Self.date(86_100)).extent == .complete)
    #expect(
      Self.schedule.next(after: Self.status(last: Self.run(2, at: 3_600)), at: Self.date(3_700)).extent == .changes)
    let never = Self.status(last: Self.run(1, at: 0), completeAt: nil)
    #expect(Self.schedule.next(after: never, at: Self.date(100)).extent == .complete)
    var changesOnly = Self.schedule
    changesOnly.completeEvery = nil
    #expect(changesOnly.next(after: never, at: Self.date(100)).extent == .changes)
  }

  @Test("C6: a resync that was asked for waits for the next window")
  func resyncsAtNextWindow() {
    var status = Self.status(last: Self.run(1, at: 0))
    status.resyncs = [.init(number: 1, feeds: nil, mode: .everything, count: 3, requested: Self.date(100))]
    let next = Self.schedule.next(after: status, at: Self.date(200))
    #expect(next.at == Self.date(3_600))
    #expect(next.reason == .resync)
  }

  @Test("C8: a run that did not happen is noticed, once its grace is over")
  func missedRun() {
    let status = Self.status(last: Self.run(1, at: 0))
    #expect(Self.schedule.missed(after: status, at: Self.date(3_600 + 900)) == nil)
    #expect(Self.schedule.missed(after: status, at: Self.date(3_600 + 901)) == Self.date(3_600))
  }

  @Test("C8: a run under way is not missed while it gives signs of life, and is when its process is gone")
  func runUnderWay() {
    var current = SyncStatus.Run(number: 2, started: Self.date(3_600), phase: .applying, extent: .changes)
    current.seen = Self.date(3_600 + 7_000)
    let status = Self.status(last: Self.run(1, at: 0), current: current)
    let soon = Self.date(3_600 + 7_100)
    #expect(Self.schedule.missed(after: status, at: soon) == nil)
    #expect(Self.schedule.next(after: status, at: soon).at > soon)
    let late = Self.date(3_600 + 7_000 + 4_501)
    #expect(status.isSilent(for: .seconds(4_500), at: late))
    #expect(Self.schedule.missed(after: status, at: late) == current.seen + 3_600)
    #expect(Self.schedule.next(after: status, at: late).at <= late)
    // A plan that waits for a review is no run under way.
    current.phase = .planned
    let reviewed = Self.status(last: Self.run(1, at: 0), current: current)
    #expect(reviewed.state == .succeeded(at: Self.date(60), count: 0))
    #expect(Self.schedule.missed(after: reviewed, at: Self.date(5_000)) == Self.date(3_600))
  }

  @Test(
    "A clock that jumps back or forth puts no run off for longer than the usual time", arguments: [-200_000.0, 200_000])
  func jumpingClock(jump: Double) {
    let status = Self.status(last: Self.run(1, at: 0, failing: false))
    let now = Self.date(100 + jump)
    let next = Self.schedule.next(after: status, at: now)
    #expect(next.at <= now + 3_600)
  }
}
