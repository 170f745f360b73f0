extension SyncPolicy {
  /// How often something is tried again within a run, and how long a run waits before it.
  public struct Repeats: Sendable, Hashable {
    /// How often, at most, beside the first time; 0 for never.
    public var times: Int
    /// How long to wait before the first repetition. Each wait after it is twice as long.
    public var initialDelay: Duration
    /// The longest wait.
    public var maximumDelay: Duration

    /// Creates a choice.
    public init(times: Int, initialDelay: Duration = .seconds(1), maximumDelay: Duration = .seconds(30)) {
      self.times = max(0, times)
      self.initialDelay = initialDelay
      self.maximumDelay = maximumDelay
    }

    /// Nothing is tried again: it is left to the next run.
    public static let never = Repeats(times: 0)

    /// The most actions that wait to be sent again at once. What fails beyond them is left to the next run.
    static let most = 1_000

    /// The wait before the n-th repetition, counted from 1.
    func wait(before number: Int) -> Duration {
      var wait = initialDelay
      for _ in 1..<max(1, number) where wait < maximumDelay { wait += wait }
      return min(wait, maximumDelay)
    }
  }
}
