public import CatalogModels
public import PIMClient

extension SandboxPIM {
  /// A client of this sandbox, with the credentials that it accepts.
  ///
  /// - Parameter configuration: Limits, timeouts and habits. Without any, those of every client, on a ``SkippingClock``:
  ///   retries take no time.
  /// - Throws: What the client's initialiser throws.
  public func client(configuration: CatalogClient.Configuration? = nil) throws(CatalogError) -> CatalogClient {
    var usual = CatalogClient.Configuration()
    usual.clock = SkippingClock()
    return try CatalogClient(
      Self.origin,
      .password(
        clientID: credentials.clientID, secret: credentials.secret, username: credentials.username,
        password: credentials.password),
      over: self, configuration: configuration ?? usual)
  }
}
