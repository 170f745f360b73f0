#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension CatalogClient {
  /// Limits, timeouts and habits of a client. What is not set is fit for the vendor's own limits.
  public struct Configuration: Sendable {
    /// How many calls may run at once. 4 unless told, as many as the PIM allows a connection (N26).
    public var callsAtOnce = 4
    /// The limits that this client shares with others of the same PIM. Without them it keeps the vendor's limits for
    /// itself and its copies.
    public var sharedLimits: SharedLimits?
    /// How many items a page has, where the API lets the client choose. 1 to 100; 100 unless told.
    public var pageSize = 100
    /// Whether the next page is asked for while the present one is decoded and used. True unless told.
    public var readsAhead = true
    /// When a call is sent again.
    public var retry = RetryPolicy()
    /// The longest wait for an answer to begin, and for each further piece of it. 60 seconds unless told.
    public var timeout: Duration = .seconds(60)
    /// The longest time for a whole call: waiting for its turn, all attempts and the waits between them, and reading the
    /// answer; of a download, up to its first byte. None unless told.
    public var deadline: Duration?
    /// Headers that go with every call to the PIM, such as what a gateway in front of it wants to see. They take no
    /// place of the client's own: `Authorization`, `Accept`, `Content-Type` and `User-Agent`.
    public var headers: HTTPHeaders = [:]
    /// The largest JSON answer that is read, in bytes. 128 MiB unless told.
    public var bodyLimit = 128 << 20
    /// The longest address, without scheme and host, in bytes. Longer filters are cut into several requests, or sent
    /// as a body where the API allows (N23). 6,000 unless told; servers begin to refuse at about 8,000.
    public var addressLimit = 6_000
    /// How far the server's time zone is east of UTC, in seconds: product date filters are written in it (N24).
    /// 0 unless told, which is right for the vendor's own hosting.
    public var serverSecondsFromGMT = 0
    /// Whether plain http is allowed to other machines than this one. False unless told: it shows the credentials to
    /// everybody on the way.
    public var allowsPlainHTTP = false
    /// Which hosts links to the next page may name. They are followed at the client's own address in any case, so that
    /// the token goes nowhere else (N20).
    public var linkHosts = LinkHosts.own
    /// What the client calls itself.
    public var userAgent = "swift-catalog-sync"
    /// Is told of every attempt.
    public var observer: (any ClientObserver)?
    /// Keeps tokens from one run to the next.
    public var tokenStore: (any TokenStore)?
    /// Measures waits and the lives of tokens.
    public var clock: any Clock<Duration> = ContinuousClock()
    /// The calendar's time, for tokens that a store kept and for dates in `Retry-After`.
    public var now: @Sendable () -> Date = { Date() }
    /// Gives random numbers from 0 up to 1, which spread the waits before retries.
    public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

    /// Creates a configuration.
    public init() {}
  }
}
