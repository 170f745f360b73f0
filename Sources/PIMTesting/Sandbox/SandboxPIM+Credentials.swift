extension SandboxPIM {
  /// What a client needs to be let in. The sandbox invents them; they protect nothing.
  public struct Credentials: Sendable, Hashable {
    /// The connection's client id.
    public var clientID: String
    /// The connection's secret.
    public var secret: String
    /// The connection's user.
    public var username: String
    /// The user's password.
    public var password: String

    /// Creates credentials.
    public init(
      clientID: String = "1_sandbox", secret: String = "sandbox-secret", username: String = "sandbox_0001",
      password: String = "sandbox-password"
    ) {
      self.clientID = clientID
      self.secret = secret
      self.username = username
      self.password = password
    }
  }
}
