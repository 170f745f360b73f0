public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Talks to one PIM with one connection's credentials.
///
/// ```swift
/// let client = try CatalogClient(url, .password(clientID: id, secret: secret, username: user, password: password),
///   over: URLSessionTransport())
/// for try await family in client.families.list() { print(family.code) }
/// ```
///
/// Copies share the token and the limit of calls at once. A client has nothing to close; what it holds goes with its
/// last copy.
public struct CatalogClient: Sendable {
  let connection: Connection

  /// Creates a client. Nothing is sent yet.
  ///
  /// - Parameters:
  ///   - origin: The PIM's address, such as `https://pim.example.com`, with a path where the PIM is below one. It must
  ///     be https, or http to the own machine; a user name in it is refused.
  ///   - credentials: Who the client is.
  ///   - transport: What carries the requests, such as `URLSessionTransport`.
  ///   - configuration: Limits, timeouts and habits.
  /// - Throws: `CatalogError` with the code `invalidConfiguration` for an address that cannot or must not be used.
  public init(
    _ origin: URL, _ credentials: Credentials, over transport: any HTTPTransport,
    configuration: Configuration = Configuration()
  ) throws(CatalogError) {
    let origin = try Origin(origin, allowsPlainHTTP: configuration.allowsPlainHTTP)
    let caller = Caller(origin, over: transport, configuration, identity: credentials.identity)
    connection = Connection(caller: caller, tokens: try TokenKeeper(credentials, caller))
  }

  /// How many requests this client and its copies have sent so far, retries and requests for tokens included.
  public var requestsSent: Int { connection.caller.requestsSent }

  /// Checks that the PIM can be reached and accepts the credentials.
  ///
  /// A token that was asked for with a password, in this run or in one whose tokens a store kept, is trusted; any other
  /// is tried with a small read. What the connection may read is not looked at.
  ///
  /// - Throws: `CatalogError`, with the code `unreachable` or `unauthorized` among others.
  public func authenticate() async throws(CatalogError) {
    _ = try await connection.tokens.token(refused: nil)
    guard !connection.tokens.asksForTokens else { return }
    let call = Call(path: "/api/rest/v1/locales", query: "limit=1", accepts: [403, 404])
    _ = try await connection.caller.answer(to: call, authorization: connection.tokens)
  }

  /// The server's clock, from the `Date` of an answer, to the second.
  ///
  /// - Throws: `CatalogError` where no answer comes, or one without a date.
  public func serverTime() async throws(CatalogError) -> Date {
    // The API's root is open to all; whatever its status, the answer says the time.
    let call = Call(path: Self.rootPath, accepts: Set(300...499))
    let answer = try await connection.caller.answer(to: call)
    guard let date = answer.headers["Date"].flatMap(HTTPDate.parse) else {
      throw CatalogError(
        .unexpectedContent, "the answer has no `Date` that can be read", request: call.line, status: answer.status)
    }
    return date
  }
}

extension CatalogClient: CustomStringConvertible {
  /// The PIM's address.
  public var description: String { "CatalogClient(\(connection.caller.origin.text))" }
}

/// What all endpoints of a client share. Mirrors do not look into it: the transport is somebody else's, and may hold
/// what it was given.
struct Connection: Sendable, CustomReflectable {
  let caller: Caller
  let tokens: TokenKeeper

  var configuration: CatalogClient.Configuration { caller.configuration }
  var customMirror: Mirror { Mirror(self, children: [:]) }

  /// Sends a call with the connection's token and reads its answer, which must be JSON.
  func json(_ call: Call) async throws(CatalogError) -> Answer {
    let answer = try await caller.answer(to: call, authorization: tokens)
    try AnswerContent.check(answer, call)
    do throws(CatalogError) {
      try AppCatalogAnswer.check(answer, call)
    } catch {
      throw error.without(tokens.held)
    }
    return answer
  }
}

extension CatalogError {
  /// The error with the request and the status to which it belongs.
  func naming(_ call: Call, _ status: Int) -> CatalogError {
    var error = self
    error.request = error.request ?? call.line
    error.status = error.status ?? status
    return error
  }
}
