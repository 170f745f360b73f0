extension AsyncHTTPClientTransport {
  /// Limits of a transport. Timeouts come with each request.
  public struct Configuration: Sendable {
    /// The longest wait for a connection, name look-up and TLS included. 10 seconds unless told.
    public var connectTimeout: Duration = .seconds(10)
    /// The largest number of connections to one host. 4 unless told, as many as the PIM allows a client.
    public var connectionsPerHost = 4
    /// The largest number of bytes that a coded body may grow to when it is decoded. 4 GiB unless told.
    public var decodedLimit = 4 << 30
    /// The clock that measures the requests' timeouts.
    public var clock: any Clock<Duration> = ContinuousClock()

    /// Creates a configuration.
    public init() {}
  }
}
