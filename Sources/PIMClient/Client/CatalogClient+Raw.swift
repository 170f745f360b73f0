public import CatalogModels

/// A request in the caller's own words, for what has no type here yet. The client adds the token.
public struct RawRequest: Sendable {
  /// The method.
  public var method: HTTPMethod
  /// The path from `/api/` on, percent-encoded, without a query.
  public var path: String
  /// The parameters of the query, not encoded.
  public var query: [(name: String, value: String)]
  /// The body, empty for none.
  public var body: [UInt8]
  /// The body's type, such as `application/json`.
  public var contentType: String?
  /// The type that is asked for.
  public var accept: String
  /// Whether the server may process the request twice without harm, so that it can be sent again.
  public var isRepeatable: Bool

  /// Creates a request. Unless told otherwise, all but `POST` count as repeatable.
  public init(
    _ method: HTTPMethod = .get, _ path: String, query: [(name: String, value: String)] = [], body: [UInt8] = [],
    contentType: String? = nil, accept: String = "application/json", isRepeatable: Bool? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
    self.contentType = contentType
    self.accept = accept
    self.isRepeatable = isRepeatable ?? (method != .post)
  }
}

/// The whole answer to a raw request.
public struct RawResponse: Sendable {
  /// The status, 200 to 299.
  public let status: Int
  /// The headers.
  public let headers: HTTPHeaders
  /// The body.
  public let body: [UInt8]
}

extension CatalogClient {
  /// Sends a request of the caller's own with the connection's token, within the same limits and with the same
  /// retries as all others.
  ///
  /// - Throws: `CatalogError`, also for every status other than 2xx.
  public func send(_ request: RawRequest) async throws(CatalogError) -> RawResponse {
    let bare = request.path.utf8.allSatisfy {
      $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    guard request.path.hasPrefix("/api/"), bare, !request.path.split(separator: "/").contains("..") else {
      throw CatalogError(
        .invalidArgument, "the path must begin with /api/, be percent-encoded and have no query",
        advice: "Give the parameters as `query`.")
    }
    var query = QueryParameters()
    for (name, value) in request.query { query.append(name, value) }
    let call = Call(
      method: request.method, path: request.path, query: query.encoded, body: request.body,
      contentType: request.contentType, accept: request.accept,
      repetition: request.isRepeatable ? .harmless : .creates)
    let answer = try await connection.caller.answer(to: call, authorization: connection.tokens)
    return RawResponse(status: answer.status, headers: answer.headers, body: answer.bytes)
  }
}
