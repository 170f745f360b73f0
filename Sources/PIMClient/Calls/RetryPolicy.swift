/// When a call is sent again, and after how long a wait.
///
/// What passes by itself is tried again: 408, 429 and 5xx, timeouts and lost connections (N27). A `POST` that creates
/// something is sent again only when the server cannot have acted on it: after 429, or when no connection was made.
/// See https://api.akeneo.com/documentation/good-practices.html#retry-strategy
public struct RetryPolicy: Sendable, Hashable {
  /// How often a call is sent again. 6 unless told, 0 for never.
  public var retries: Int
  /// How often, while this client has had no answer yet at all, an address where nobody answers is tried again.
  /// 2 unless told: a wrong address is reported soon.
  public var firstContactRetries: Int
  /// The wait before the first retry. It doubles with each further one. Half a second unless told.
  public var initialDelay: Duration
  /// The longest wait of the client's own choice. 30 seconds unless told.
  public var maximumDelay: Duration
  /// The longest wait that a server's `Retry-After` may ask for. Beyond it the call fails at once and says so.
  /// 2 minutes unless told.
  public var maximumRetryAfter: Duration

  /// Creates a policy.
  public init(
    retries: Int = 6, firstContactRetries: Int = 2, initialDelay: Duration = .milliseconds(500),
    maximumDelay: Duration = .seconds(30), maximumRetryAfter: Duration = .seconds(120)
  ) {
    self.retries = retries
    self.firstContactRetries = firstContactRetries
    self.initialDelay = initialDelay
    self.maximumDelay = maximumDelay
    self.maximumRetryAfter = maximumRetryAfter
  }

  /// No call is sent again.
  public static let never = RetryPolicy(retries: 0, firstContactRetries: 0)

  /// The wait before a retry, counted from 1: the doubled delay, of which a random half is left out so that many
  /// clients do not come back at the same moment.
  func delay(beforeRetry number: Int, random: Double) -> Duration {
    let doubled = initialDelay * (1 << min(max(number - 1, 0), 20))
    return min(doubled, maximumDelay) * (0.5 + 0.5 * min(max(random, 0), 1))
  }
}
