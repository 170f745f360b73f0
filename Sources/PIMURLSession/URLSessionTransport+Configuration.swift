extension URLSessionTransport {
  /// Timeouts and limits of a transport.
  public struct Configuration: Sendable {
    /// The longest wait for a response's head: name look-up, connection, TLS, and the server's thinking together.
    /// The shorter one of this and the request's own timeout holds. 60 seconds unless told.
    public var firstByteTimeout: Duration
    /// The longest wait for the next bytes of a body. Time during which nobody asks for them does not count.
    /// The shorter one of this and the request's own timeout holds. 60 seconds unless told.
    public var idleTimeout: Duration
    /// The largest number of connections to one host. 4 unless told, as many as the PIM allows a client.
    public var connectionsPerHost: Int
    /// The largest number of bytes in a body, decoded. 4 GiB unless told.
    public var bodyLimit: Int
    /// The clock that measures the timeouts.
    public var clock: any Clock<Duration>

    /// Creates a configuration.
    public init(
      firstByteTimeout: Duration = .seconds(60), idleTimeout: Duration = .seconds(60), connectionsPerHost: Int = 4,
      bodyLimit: Int = 4 << 30, clock: any Clock<Duration> = ContinuousClock()
    ) {
      self.firstByteTimeout = firstByteTimeout
      self.idleTimeout = idleTimeout
      self.connectionsPerHost = connectionsPerHost
      self.bodyLimit = bodyLimit
      self.clock = clock
    }
  }
}
