extension SyncPolicy {
  /// How much is kept of what happened.
  public struct Logs: Sendable, Hashable {
    /// The most entries of each log, at least 1. The oldest go first.
    public var entries: Int
    /// The most runs in the history, at least 1.
    public var runs: Int
    /// Whether what is sent and what is answered is logged (C14). Payloads hold what the catalog holds: a switch for
    /// developers.
    public var payloads: Bool

    /// Creates a choice.
    public init(entries: Int = 1_000, runs: Int = 100, payloads: Bool = false) {
      self.entries = max(1, entries)
      self.runs = max(1, runs)
      self.payloads = payloads
    }
  }
}
