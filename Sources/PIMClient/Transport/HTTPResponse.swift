/// An HTTP response: its head, and its body as it arrives.
public struct HTTPResponse: Sendable {
  /// The status, 100 to 599.
  public var status: Int
  /// The headers.
  public var headers: HTTPHeaders
  /// The body. It can be read once, unless it was made from bytes.
  public var body: HTTPBody

  /// Creates a response.
  public init(status: Int, headers: HTTPHeaders = [:], body: HTTPBody = .empty) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
