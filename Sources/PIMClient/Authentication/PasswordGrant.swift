import CatalogJSON
import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Asks the PIM for tokens, with the password or with a refresh token.
///
/// See https://api.akeneo.com/documentation/authentication.html#token-generation
struct PasswordGrant: Sendable {
  struct Secrets: Sendable, CustomStringConvertible, CustomReflectable {
    let clientID: String
    let secret: String
    let username: String
    let password: String

    var description: String { "redacted" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  /// Tokens and how long the access token lives.
  struct Tokens: Sendable, CustomReflectable {
    let access: AccessToken
    let refresh: String?
    let lifetime: Duration?

    var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  let secrets: Secrets
  let caller: Caller

  /// The longest answer of the token endpoint that is read.
  private static let bodyLimit = 64 * 1024
  static let path = "/api/oauth/v1/token"

  /// - Parameter refused: A refresh token that is dead: the server may still repeat it.
  func withPassword(after refused: String?) async throws(CatalogError) -> Tokens {
    do {
      return try await ask(
        [
          ("grant_type", "password"), ("username", secrets.username), ("password", secrets.password),
        ], repeating: refused)
    } catch {
      throw Self.explained(error)
    }
  }

  /// `nil` when the refresh token is dead.
  func withRefreshToken(_ token: String) async throws(CatalogError) -> Tokens? {
    do {
      return try await ask([("refresh_token", token), ("grant_type", "refresh_token")], repeating: token)
    } catch {
      // Whatever the server holds against this token, the password may still do.
      guard let status = error.status, (400..<500).contains(status), status != 408, status != 429 else { throw error }
      return nil
    }
  }

  private func ask(
    _ fields: [(String, String)], repeating refresh: String?
  ) async throws(CatalogError) -> Tokens {
    let basic = Data("\(secrets.clientID):\(secrets.secret)".utf8).base64EncodedString()
    do {
      return try await ask(fields, basic)
    } catch {
      throw error.without([basic, secrets.secret, secrets.password] + [refresh].compactMap(\.self))
    }
  }

  private func ask(_ fields: [(String, String)], _ basic: String) async throws(CatalogError) -> Tokens {
    let call = Call(
      method: .post, path: Self.path,
      body: Array(JSONSlice(object: fields.map { ($0.0, JSONSlice(string: $0.1)) }).utf8),
      contentType: "application/json", headers: ["Authorization": "Basic \(basic)"], bodyLimit: Self.bodyLimit)
    let answer = try await caller.answer(to: call)
    try AnswerContent.check(answer, call)
    let json: JSONSlice
    do {
      json = try JSONSlice(parsing: answer.bytes)
    } catch {
      var malformed = CatalogError(malformed: error, in: "the answer with the token")
      malformed.request = call.line
      malformed.status = answer.status
      throw malformed
    }
    guard let text = json["access_token"]?.string, case let token = AccessToken(text), token.isUsable else {
      throw CatalogError(
        .unexpectedContent, "the answer holds no usable `access_token`",
        advice: "Check that the address is that of a PIM.", request: call.line, status: answer.status)
    }
    return Tokens(
      access: token, refresh: json["refresh_token"]?.string,
      lifetime: json["expires_in"]?.int.map { .seconds(min(max(0, $0), 10 * 365 * 86_400)) })
  }

  private static func explained(_ error: CatalogError) -> CatalogError {
    guard let status = error.status, [400, 401, 403, 422].contains(status) else { return error }
    var refused = CatalogError(
      .unauthorized, error.message,
      advice: "Check the client id and secret, and the user name and password, of the connection in the PIM.",
      request: error.request, status: status, fieldErrors: error.fieldErrors, underlying: error.underlying)
    if status == 404 { refused.advice = "Check that the address is that of a PIM." }
    return refused
  }
}
