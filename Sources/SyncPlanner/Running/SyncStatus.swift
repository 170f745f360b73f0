#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// How a synchronisation stands, as it was put down last: what a dashboard shows and a schedule goes by (C3).
///
/// It lies in the store, so that it outlives a process that was killed and can be read by another one.
public struct SyncStatus: Sendable, Hashable {
  /// The run that is under way, or that ended without a word, as when its process was killed. Its ``Run/seen`` tells
  /// which of the two.
  public internal(set) var current: Run?
  /// The last run that ended.
  public internal(set) var last: Run?
  /// The last run that came to its end.
  public internal(set) var lastSuccess: Run?
  /// When the last run that looked at everything and came to its end began; `nil` where there was none.
  public internal(set) var lastComplete: Date?
  /// Resyncs that were asked for and wait for the next run.
  public internal(set) var resyncs: [SyncEngine.Resync] = []
  /// Why everything will be sent anew by the next run; `nil` where only changes are (C12).
  public internal(set) var fullResync: FullResync?

  init() {}

  /// In one word, and what belongs to it. More cases may come, so a `switch` needs a `default`.
  public enum State: Sendable, Hashable {
    /// No run began yet.
    case neverRan
    /// A run is under way. ``SyncStatus/lastSuccess`` is the one before.
    case inProgress(since: Date)
    /// The last run came to its end: when, and how many records were sent. Records that were rejected or failed are
    /// counted in ``Run/problems``.
    case succeeded(at: Date, count: Int)
    /// The last run ended before its end: when it began, and why it ended.
    case failed(at: Date, reason: String)
  }

  /// Why everything is sent anew. More cases may come, so a `switch` needs a `default`.
  public enum FullResync: String, Sendable, Hashable {
    /// Nothing was ever brought to the destination.
    case firstRun
    /// The destination is another than last time, or was emptied.
    case destinationChanged
  }

  /// How it stands.
  public var state: State {
    if let current, current.phase != .planned { return .inProgress(since: current.started) }
    guard let last else { return .neverRan }
    switch last.failure {
    case nil: return .succeeded(at: last.ended ?? last.seen, count: last.applied)
    case let failure?: return .failed(at: last.started, reason: failure.message)
    }
  }

  /// Whether a run that seems to be under way gave no sign of life for a while, so that its process is likely gone.
  public func isSilent(for duration: Duration, at now: Date) -> Bool {
    guard let current, current.phase != .planned else { return false }
    return now.timeIntervalSince(current.seen) > duration.inSeconds
  }
}

extension SyncStatus {
  /// One run: when, how far, and how much.
  public struct Run: Sendable, Hashable {
    /// Its number; each run has a greater one than those before.
    public internal(set) var number: Int
    /// When it began.
    public internal(set) var started: Date
    /// Its last sign of life.
    public internal(set) var seen: Date
    /// When it ended; `nil` while it is under way.
    public internal(set) var ended: Date?
    /// How far it came.
    public internal(set) var phase: Phase
    /// How much it looked at.
    public internal(set) var extent: SyncExtent
    /// The short name of its plan, once there was one.
    public internal(set) var plan: String?
    /// The number of the run that began to read the catalog for the first time, where this one goes on with that reading;
    /// see ``SyncPolicy/firstReadingStretch``. The runs of one reading have this number in common with the first one's own.
    public internal(set) var continues: Int?
    /// Records that were collected.
    public internal(set) var collected = 0
    /// Records that the destination already had as they are.
    public internal(set) var unchanged = 0
    /// Records that were sent and accepted.
    public internal(set) var applied = 0
    /// Records that were to be sent and were not, or of which it is not known.
    public internal(set) var problems = 0
    /// Feeds that could not be read to the end.
    public internal(set) var incomplete: [SyncFeed] = []
    /// Why it ended before its end; `nil` where it came to its end.
    public internal(set) var failure: Failure?
    /// How long collecting, planning and applying took together, without what lay between them.
    public internal(set) var duration: Duration = .zero

    /// How far a run came. More cases may come, so a `switch` needs a `default`.
    public enum Phase: String, Sendable, Hashable {
      /// It reads the source.
      case collecting
      /// There is a plan, and nobody applied it yet.
      case planned
      /// It carries out the plan.
      case applying
      /// It is over.
      case ended
    }

    /// Why a run ended before its end.
    public struct Failure: Sendable, Hashable {
      /// The name of the error's code, such as `source`; `interrupted` where the run ended without a word.
      public let code: String
      /// One sentence for people.
      public let message: String
    }

    init(number: Int, started: Date, phase: Phase, extent: SyncExtent) {
      self.number = number
      self.started = started
      seen = started
      self.phase = phase
      self.extent = extent
    }
  }
}
