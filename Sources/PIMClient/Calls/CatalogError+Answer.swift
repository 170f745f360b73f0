import CatalogJSON
import CatalogModels

extension CatalogError {
  /// What a status other than 2xx means, with the server's own words.
  ///
  /// See https://api.akeneo.com/documentation/responses.html
  init(_ call: Call, status: Int, headers: HTTPHeaders, body: [UInt8]) {
    let words = ServerWords(body, headers)
    var (code, sentence, advice) = Self.meaning(of: status, call)
    if (300..<400).contains(status) {
      let target = headers["Location"].map { $0.prefix { $0 != "?" && $0 != "#" }.prefix(200).onOneLine }
      sentence = "the server redirects\(target.map { " to \($0)" } ?? "")"
    }
    if status == 422, words.message?.lowercased().contains("search after") == true {
      code = .pagingLimit
      advice = "Use `search_after` pagination for this list: it has no last page number."
    }
    self.init(
      code, words.message ?? sentence, advice: advice, request: call.line, status: status,
      fieldErrors: words.fieldErrors)
  }

  private static func meaning(of status: Int, _ call: Call) -> (CatalogError.Code, String, String?) {
    switch status {
    case 300..<400:
      (
        .unexpectedStatus, "the server redirects",
        "Redirects are not followed, because the token would travel with them. Give the PIM's final address."
      )
    case 401: (.unauthorized, "the server does not accept the credentials", "Check the connection's credentials.")
    case 403:
      (
        .forbidden, "the connection may not do this",
        call.method == .get
          ? "Give the connection's user the permission to list this in the PIM (role, Web API permissions)."
          : "Give the connection's user the permission, or send less at once: the PIM answers so to large bodies too."
      )
    case 404:
      (.notFound, "not found", "It may also be hidden from this connection: a 404 is no proof that it was deleted.")
    case 406: (.notAcceptable, "the server cannot answer in the asked form", "Ask for application/json.")
    case 408: (.timedOut, "the server gave up waiting for the request", "Try again later.")
    case 413: (.payloadTooLarge, "the body is too large", "Send fewer items at once: at most 100.")
    case 414:
      (
        .uriTooLong, "the address is too long",
        "Give fewer codes in a filter, or lower `addressLimit` so that the client cuts lists sooner."
      )
    case 415:
      (.unsupportedMediaType, "the server does not take this kind of body", "Send it as application/json.")
    case 422:
      (
        .unprocessable, "the server finds the request wrong",
        "Check that every attribute, locale, channel and code in it still exists: one unknown name refuses the whole."
      )
    case 429:
      (
        .rateLimited, "too many requests",
        "Let fewer clients share this connection: the PIM allows 4 calls at once for each."
      )
    case 500...599: (.serverError, "the server failed", "Try again later; if it stays so, ask who runs the PIM.")
    default: (.unexpectedStatus, "the server answers with a status that the API does not use here", nil)
    }
  }

  /// Nothing came, or not all.
  init(_ call: Call, _ error: TransportError, _ origin: Origin) {
    let (code, advice): (CatalogError.Code, String) =
      switch error.code {
      case .cannotConnect, .cannotResolveHost:
        (.unreachable, "Check the address \(origin.text) and that the PIM is running.")
      case .tlsFailed: (.unreachable, "Check the certificate of \(origin.text).")
      case .timedOut: (.timedOut, "Try again later, or allow more time with `timeout`.")
      case .bodyTooLarge: (.payloadTooLarge, "Ask for smaller pages, or raise `bodyLimit`.")
      default: (.connectionLost, "Try again; what was read before is kept by whoever holds the last page's token.")
      }
    self.init(code, error.message, advice: advice, request: call.line, underlying: error)
  }

  static func cancelled(_ call: Call) -> CatalogError {
    CatalogError(
      .cancelled, "the task was cancelled", request: call.line, underlying: CancellationError())
  }
}

/// What a server says of an error, in any of the forms that the API and its OAuth part use.
struct ServerWords {
  private(set) var message: String?
  private(set) var fieldErrors: [CatalogError.FieldError] = []

  /// The longest text that is passed on.
  private static let longest = 1_000
  private static let mostFields = 100

  init(_ body: [UInt8], _ headers: HTTPHeaders) {
    guard let json = try? JSONSlice(parsing: body) else {
      if AnswerContent.isHTML(body, headers) { message = "the server answers with an HTML page" }
      return
    }
    let text = json["message"]?.string ?? json["error_description"]?.string ?? json["error"]?.string
    message = text.map(Self.cut).flatMap { $0.isEmpty ? nil : $0 }
    for entry in (json["errors"] ?? .emptyArray).elements.prefix(Self.mostFields) {
      var context: [String: String] = [:]
      for (name, value) in entry.members where name != "property" && name != "message" {
        if let text = value.string ?? value.numberText { context[Self.cut(name)] = Self.cut(text) }
      }
      fieldErrors.append(
        CatalogError.FieldError(
          property: Self.cut(entry["property"]?.string ?? ""), message: Self.cut(entry["message"]?.string ?? ""),
          context: context))
    }
  }

  /// One line of bounded length, without what a terminal would obey.
  static func cut(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").onOneLine
    return line.count > longest ? "\(line.prefix(longest))…" : line
  }
}
