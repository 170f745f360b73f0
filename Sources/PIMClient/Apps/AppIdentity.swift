import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An app, as it presents itself to PIMs that it is to be connected to.
///
/// ```swift
/// // A user clicks Connect in the PIM, which opens the app's activation address:
/// let pim = try AppIdentity.pim(in: activationURL)
/// let request = try app.authorization(at: pim, scopes: [.readProducts])
/// // Keep request.state for this user, and send the browser to request.url. It comes back to the callback address:
/// let code = try AppIdentity.code(in: callbackURL, state: keptState)
/// let token = try await app.token(for: code, at: pim, over: transport)   // within 30 seconds
/// let client = try CatalogClient(pim, token.credentials, over: transport)
/// ```
///
/// See https://api.akeneo.com/apps/authentication-and-authorization.html
public struct AppIdentity: Sendable {
  let clientID: String
  let secret: String

  /// Creates the identity from the client id and secret that the app was registered with.
  public init(clientID: String, secret: String) {
    self.clientID = clientID
    self.secret = secret
  }

  // MARK: Activation

  /// The PIM that opened the app's activation address.
  ///
  /// Anybody can open that address with any https host in it, one of the app's own network included. Where the app's
  /// customers are known, compare it with theirs.
  ///
  /// - Throws: `CatalogError` with the code `invalidArgument` without a PIM, `invalidConfiguration` for an address that is
  ///   not https. Plain http to the own machine, which a client takes, is refused here.
  public static func pim(in activation: URL) throws(CatalogError) -> URL {
    guard let text = parameters(of: activation)?["pim_url"], let url = URL(string: text) else {
      throw CatalogError(
        .invalidArgument, "the activation address has no `pim_url`", advice: "Begin from the PIM, with Connect.")
    }
    _ = try origin(of: url)
    return url
  }

  /// Where to send the user's browser, so that the PIM asks the user for its consent.
  ///
  /// - Parameters:
  ///   - pim: The PIM.
  ///   - scopes: What the app wants to do.
  ///   - state: What the PIM is to send back, so that nobody can foist another's consent on the user. A new random one
  ///     unless given.
  /// - Throws: `CatalogError` with the code `invalidConfiguration` for an address that is not https, also on the own
  ///   machine.
  public func authorization(
    at pim: URL, scopes: [AppScope], state: String? = nil
  ) throws(CatalogError) -> AppAuthorization {
    let state = state ?? Self.random(bytes: 32)
    guard !state.isEmpty else { throw CatalogError(.invalidArgument, "the state is empty") }
    var query = QueryParameters()
    query["response_type"] = "code"
    query["client_id"] = clientID
    if !scopes.isEmpty { query["scope"] = scopes.map(\.rawValue).joined(separator: " ") }
    query["state"] = state
    let origin = try Self.origin(of: pim)
    return AppAuthorization(url: try origin.url("/connect/apps/v1/authorize?\(query.encoded)"), state: state)
  }

  /// The code with which the PIM sends the user's browser back, after a check of the state.
  ///
  /// - Throws: `CatalogError` with the code `unauthorized` where the state is not the one that was sent, or the user said
  ///   no.
  public static func code(in callback: URL, state: String) throws(CatalogError) -> String {
    guard let parameters = parameters(of: callback) else {
      throw CatalogError(.invalidArgument, "the callback address cannot be read")
    }
    guard !state.isEmpty, HMACSHA256.areEqual(Array((parameters["state"] ?? "").utf8), Array(state.utf8)) else {
      throw CatalogError(
        .unauthorized, "the state in the callback is not the one that was sent",
        advice: "Begin again from the PIM; somebody may have sent the user a link of their own.")
    }
    if let error = parameters["error"] {
      let words = parameters["error_description"].map { ": \($0.prefix(200).onOneLine)" } ?? ""
      throw CatalogError(.unauthorized, "the PIM did not connect the app: \(error.prefix(100).onOneLine)\(words)")
    }
    guard let code = parameters["code"], !code.isEmpty else {
      throw CatalogError(.invalidArgument, "the callback address has no `code`")
    }
    return code
  }

  // MARK: Token

  /// Exchanges a code for the app's token. The PIM takes a code once, and for 30 seconds.
  ///
  /// - Parameters:
  ///   - code: The code from the callback.
  ///   - pim: The PIM.
  ///   - transport: What carries the request.
  ///   - configuration: Timeouts and the like, as for the client. Unless its `allowsPlainHTTP` is set, the PIM's address
  ///     must be https, also on the own machine.
  /// - Throws: `CatalogError`, with the code `unauthorized` and the PIM's words where it refuses.
  public func token(
    for code: String, at pim: URL, over transport: any HTTPTransport,
    configuration: CatalogClient.Configuration = .init()
  ) async throws(CatalogError) -> AppToken {
    try await token(for: code, at: pim, over: transport, configuration, codeIdentifier: Self.random(bytes: 30))
  }

  func token(
    for code: String, at pim: URL, over transport: any HTTPTransport, _ configuration: CatalogClient.Configuration,
    codeIdentifier: String
  ) async throws(CatalogError) -> AppToken {
    let origin = try configuration.allowsPlainHTTP ? Origin(pim, allowsPlainHTTP: true) : Self.origin(of: pim)
    var form = QueryParameters()
    form["client_id"] = clientID
    form["code_identifier"] = codeIdentifier
    form["code_challenge"] = Hexadecimal.text(SHA256.digest(of: Array((codeIdentifier + secret).utf8)))
    form["code"] = code
    form["grant_type"] = "authorization_code"
    let call = Call(
      method: .post, path: "/connect/apps/v1/oauth2/token", body: Array(form.encoded.utf8),
      contentType: "application/x-www-form-urlencoded", repetition: .creates, bodyLimit: 1 << 16)
    do {
      let answer = try await Caller(origin, over: transport, configuration).answer(to: call)
      try AnswerContent.check(answer, call)
      return try AppToken(RawJSON(parsing: answer.bytes))
    } catch {
      var error = error.without([code, secret])
      error.request = error.request ?? call.line
      guard let status = error.status, [400, 401, 403].contains(status) else { throw error }
      error.advice = "The code counts once and for 30 seconds. Connect the app again; check its client id and secret."
      throw CatalogError(
        .unauthorized, error.message, advice: error.advice, request: error.request, status: status,
        fieldErrors: error.fieldErrors, underlying: error.underlying)
    }
  }

  /// Where a PIM is that a user's browser named: it must not lead to what listens on the app's own machine.
  private static func origin(of pim: URL) throws(CatalogError) -> Origin {
    let origin = try Origin(pim, allowsPlainHTTP: false)
    guard origin.scheme == "https" else {
      throw CatalogError(
        .invalidConfiguration, "the PIM's address is plain http, which consent to an app is not asked for over",
        advice: "Use https, also for a PIM on the own machine.")
    }
    return origin
  }

  private static func parameters(of url: URL) -> QueryParameters? {
    QueryParameters(encoded: url.query(percentEncoded: true) ?? "")
  }

  /// Random bytes of the system's generator, as digits.
  private static func random(bytes count: Int) -> String {
    var generator = SystemRandomNumberGenerator()
    return Hexadecimal.text((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}

extension AppIdentity: CustomStringConvertible, CustomReflectable {
  /// The client id, without the secret.
  public var description: String { "AppIdentity(\(clientID))" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A user's way to the PIM, to consent to an app.
public struct AppAuthorization: Sendable, Hashable {
  /// Where to send the browser.
  public let url: URL
  /// What must come back: keep it for this user, in the session for example.
  public let state: String
}
