public import CatalogModels
public import PIMClient

extension SandboxPIM {
  /// A client of this sandbox, with the credentials that it accepts.
  ///
  /// - Parameter configuration: Limits, timeouts and habits.
  /// - Throws: What the client's initialiser throws.
  public func client(
    configuration: CatalogClient.Configuration = CatalogClient.Configuration()
  ) throws(CatalogError) -> CatalogClient {
    try CatalogClient(
      Self.origin,
      .password(
        clientID: credentials.clientID, secret: credentials.secret, username: credentials.username,
        password: credentials.password),
      over: self, configuration: configuration)
  }
}
