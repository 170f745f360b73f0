public import PIMClient

extension SandboxPIM {
  /// One call that the sandbox was asked to answer, without headers and without body: nothing here is a secret.
  public struct Call: Sendable, Hashable {
    /// The call's number, from 1, in the order of arrival.
    public let number: Int
    /// The method.
    public let method: HTTPMethod
    /// The path, percent-encoded as in the request.
    public let path: String
    /// The query's parameters, decoded. Those that could carry a secret have the value `***`.
    public let query: [String: String]
    /// The status that was answered; `nil` while there is none, or when the connection failed.
    public internal(set) var status: Int?

    init(number: Int, _ request: IncomingRequest) {
      self.number = number
      method = HTTPMethod(rawValue: request.method)
      path = request.path
      let secrets: Set = ["access_token", "client_secret", "password", "refresh_token", "username", "client_id"]
      query = Dictionary(
        request.query.items.map { ($0.name, secrets.contains($0.name) ? "***" : $0.value) }, uniquingKeysWith: { $1 })
    }
  }
}
