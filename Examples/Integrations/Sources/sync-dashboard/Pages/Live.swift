import SyncPlanner

/// How it stands at this moment, in one line and a fraction.
struct Live: Encodable {
  let state: String
  let text: String
  let isRunning: Bool
  /// From 0 to 1, where the end can be told.
  let fraction: Double?
  /// Differs when there is more to show than a line.
  let version: String

  init(_ status: SyncStatus) {
    version = "\(status.last?.number ?? 0)/\(status.resyncs.count)"
    switch status.state {
    case .neverRan:
      (state, text, isRunning, fraction) = ("idle", "No run began yet.", false, nil)
    case .inProgress(let since):
      let run = status.current
      let toSend = max(0, (run?.collected ?? 0) - (run?.unchanged ?? 0))
      let done = (run?.applied ?? 0) + (run?.problems ?? 0)
      state = "running"
      isRunning = true
      if run?.phase == .applying, toSend > 0 {
        fraction = min(1, Double(done) / Double(toSend))
        text = "In progress since \(since.shown): \(done) of \(toSend) records sent."
      } else {
        fraction = nil
        text = "In progress since \(since.shown): \(run?.collected ?? 0) records read."
      }
    case .succeeded(let at, let count):
      (state, isRunning, fraction) = ("success", false, nil)
      text = "Success on \(at.shown): \(count) records sent."
    case .failed(let at, let reason):
      (state, text, isRunning, fraction) = ("failed", "The run of \(at.shown) failed: \(reason)", false, nil)
    }
  }
}
