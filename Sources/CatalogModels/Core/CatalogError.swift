/// Why something could not be read from a catalog or asked of a PIM: what, where, and how to go on.
public struct CatalogError: Error, Sendable {
  /// What went wrong.
  public let code: Code
  /// One sentence for people. It holds no secret.
  public var message: String
  /// What to do about it, where that is known.
  public var advice: String?
  /// The request, such as `GET /api/rest/v1/products-uuid`, without its query and without secrets.
  public var request: String?
  /// The HTTP status of the answer, where there was one.
  public var status: Int?
  /// What the server said of single fields.
  public var fieldErrors: [FieldError]
  /// The error behind this one.
  public var underlying: (any Error)?

  /// Creates an error.
  public init(
    _ code: Code, _ message: String, advice: String? = nil, request: String? = nil, status: Int? = nil,
    fieldErrors: [FieldError] = [], underlying: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.advice = advice
    self.request = request
    self.status = status
    self.fieldErrors = fieldErrors
    self.underlying = underlying
  }

  /// What went wrong. More codes may come, so a `switch` over them needs a `default`.
  public struct Code: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
    /// The code's name.
    public let rawValue: String

    /// Creates a code from its name, such as one that was kept.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Bytes that are not JSON, or not UTF-8.
    public static let malformedJSON = Code(rawValue: "malformedJSON")
    /// JSON of another shape than the API promises, such as an item without its key.
    public static let unexpectedContent = Code(rawValue: "unexpectedContent")
    /// A request that the PIM would refuse, found before it was sent.
    public static let invalidArgument = Code(rawValue: "invalidArgument")
    /// A client that was set up in a way that cannot work or is not safe.
    public static let invalidConfiguration = Code(rawValue: "invalidConfiguration")
    /// 401: the credentials or the token are not accepted.
    public static let unauthorized = Code(rawValue: "unauthorized")
    /// 403: the connection may not do this.
    public static let forbidden = Code(rawValue: "forbidden")
    /// 404: not there, or hidden from this connection. It is no proof that a thing was deleted.
    public static let notFound = Code(rawValue: "notFound")
    /// 406: the server cannot answer in the asked form.
    public static let notAcceptable = Code(rawValue: "notAcceptable")
    /// 414: the address, most often its filters, is too long.
    public static let uriTooLong = Code(rawValue: "uriTooLong")
    /// 413, or a body beyond the client's own bound.
    public static let payloadTooLarge = Code(rawValue: "payloadTooLarge")
    /// 415: the server does not take this kind of body.
    public static let unsupportedMediaType = Code(rawValue: "unsupportedMediaType")
    /// 422: the request is well formed and wrong, such as a filter on an unknown attribute.
    public static let unprocessable = Code(rawValue: "unprocessable")
    /// 429, still after all retries.
    public static let rateLimited = Code(rawValue: "rateLimited")
    /// 5xx, still after all retries.
    public static let serverError = Code(rawValue: "serverError")
    /// A status that the API does not use here, such as a redirect.
    public static let unexpectedStatus = Code(rawValue: "unexpectedStatus")
    /// A catalog for apps that gives no products, because it was disabled in the PIM (G10).
    public static let catalogDisabled = Code(rawValue: "catalogDisabled")
    /// Nobody answers at the address.
    public static let unreachable = Code(rawValue: "unreachable")
    /// The answer did not come in time.
    public static let timedOut = Code(rawValue: "timedOut")
    /// The connection broke, still after all retries.
    public static let connectionLost = Code(rawValue: "connectionLost")
    /// The calling task was cancelled.
    public static let cancelled = Code(rawValue: "cancelled")
    /// A link of the server's that leads elsewhere, or lost a part of the query, and was not followed.
    public static let untrustedLink = Code(rawValue: "untrustedLink")
    /// A list whose pages lead back to a page that was already read.
    public static let pagingLoop = Code(rawValue: "pagingLoop")
    /// A list that the server does not give to its end in this pagination.
    public static let pagingLimit = Code(rawValue: "pagingLimit")
    /// A file that could not be read or written.
    public static let fileSystem = Code(rawValue: "fileSystem")
    /// What the caller gave to be read, such as a sequence of patches or the bytes of an upload, failed.
    public static let sourceFailed = Code(rawValue: "sourceFailed")

    /// The code's name.
    public var description: String { rawValue }
  }

  /// What the server said of one field of what was sent.
  public struct FieldError: Hashable, Sendable {
    /// The field's name or path.
    public var property: String
    /// The server's words.
    public var message: String
    /// Further particulars, such as `attribute`, `locale` and `scope`.
    public var context: [String: String]

    /// Creates an entry.
    public init(property: String, message: String, context: [String: String] = [:]) {
      self.property = property
      self.message = message
      self.context = context
    }
  }
}

extension CatalogError: CustomStringConvertible {
  /// All that is known, in a few sentences on one line.
  public var description: String {
    var parts: [String] = []
    if let place { parts.append("\(place):") }
    parts.append(message.asSentence)
    for error in fieldErrors { parts.append("[\(error.property): \(error.message)]") }
    if let advice { parts.append(advice.asSentence) }
    return parts.joined(separator: " ")
  }

  /// The request and the status of its answer.
  package var place: String? {
    request.map { "\($0)\(status.map { " → \($0)" } ?? "")" }
  }
}

extension String {
  /// The text with a full stop, where no other mark ends it.
  package var asSentence: String {
    guard let last, !".!?…:".contains(last) else { return self }
    return self + "."
  }
}
