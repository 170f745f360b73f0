extension SyncPolicy {
  /// How often actions that failed, and might not fail again, are sent again within a run.
  public struct Retries: Sendable, Hashable {
    /// How often an action is sent again, at most; 0 for never.
    public var attempts: Int
    /// How long to wait before the first time. Each wait after it is twice as long.
    public var delay: Duration
    /// The longest wait.
    public var longest: Duration

    /// Creates a choice.
    public init(attempts: Int = 3, delay: Duration = .seconds(1), longest: Duration = .seconds(30)) {
      self.attempts = max(0, attempts)
      self.delay = delay
      self.longest = longest
    }

    /// What failed is left to the next run.
    public static let none = Retries(attempts: 0)

    /// The most actions that wait to be sent again at once. What fails beyond them is left to the next run.
    static let most = 1_000

    /// The wait before the n-th time, counted from 1.
    func wait(before attempt: Int) -> Duration { SyncPolicy.doubling(delay, attempt, longest) }
  }

  /// How long a run waits for reports on what a destination accepted. What is not reported on by then is asked for again
  /// when the next plan is made.
  public struct Reports: Sendable, Hashable {
    /// How often a stage asks for the reports on what it sent, at least once.
    public var polls: Int
    /// How long to wait before asking the second time. Each wait after it is twice as long.
    public var delay: Duration
    /// The longest wait.
    public var longest: Duration

    /// Creates a choice.
    public init(polls: Int = 5, delay: Duration = .seconds(2), longest: Duration = .seconds(60)) {
      self.polls = max(1, polls)
      self.delay = delay
      self.longest = longest
    }

    /// The wait after the n-th time, counted from 1.
    func wait(after poll: Int) -> Duration { SyncPolicy.doubling(delay, poll, longest) }
  }

  fileprivate static func doubling(_ delay: Duration, _ number: Int, _ longest: Duration) -> Duration {
    var wait = delay
    for _ in 1..<max(1, number) where wait < longest { wait += wait }
    return min(wait, longest)
  }
}
