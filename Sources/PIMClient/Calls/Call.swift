/// One request to the PIM, before it has a token and an origin.
struct Call: Sendable {
  /// How often it may reach the server.
  enum Repetition: Sendable {
    /// Sending it twice does no harm.
    case harmless
    /// It creates something, so it must not be processed twice.
    case creates
  }

  var method: HTTPMethod = .get
  /// The encoded path, from `/api` on.
  var path: String
  /// The encoded query.
  var query = ""
  var body: [UInt8] = []
  /// A body that is sent as it comes, in place of ``body``.
  var stream: HTTPBody?
  var contentType: String?
  var accept = "application/json"
  var headers: HTTPHeaders = [:]
  var repetition = Repetition.harmless
  /// Statuses, beside 2xx, that are not errors.
  var accepts: Set<Int> = []
  /// The largest body that is accepted, where it is read at once.
  var bodyLimit: Int?

  /// Path and query.
  var target: String { query.isEmpty ? path : "\(path)?\(query)" }

  /// What errors and events say in place of the path, for calls that do not go to the PIM.
  var shownPath: String?

  /// The method and the path: what errors and events say of it.
  var line: String { "\(method) \(shownPath ?? path)" }
}

/// A whole answer.
struct Answer: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let bytes: [UInt8]
}
