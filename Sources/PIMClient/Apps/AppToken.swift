import CatalogModels

/// What a PIM gives an app: a token that neither runs out nor can be renewed, and that a user of the PIM can revoke at
/// any time (N28). Descriptions, dumps and mirrors of it do not show it.
public struct AppToken: Sendable, CustomStringConvertible, CustomReflectable {
  /// The token's text. It is a secret: store it as one.
  public let text: String
  /// What the user consented to.
  public let scopes: [AppScope]
  /// The signed token that names the user, where OpenID scopes were asked for. Check it with a library for JSON web
  /// tokens, against the PIM's public key at `/connect/apps/v1/openid/public-key`.
  public let idToken: String?

  init(_ json: RawJSON) throws(CatalogError) {
    guard let text = json["access_token"]?.string, AccessToken(text).isUsable else {
      throw CatalogError(
        .unexpectedContent, "the answer holds no usable `access_token`",
        advice: "Check that the address is that of a PIM.")
    }
    self.text = text
    let words = json["scope"]?.string?.split(separator: " ") ?? []
    scopes = words.map { AppScope(rawValue: String($0)) }
    idToken = json["id_token"]?.string
  }

  /// What a client of the PIM needs.
  public var credentials: Credentials { .token(text) }

  /// Which of some scopes the user did not consent to. Writing includes reading.
  public func missing(of wanted: [AppScope]) -> [AppScope] {
    wanted.filter { scope in
      let writing =
        scope.rawValue.hasPrefix("read_") ? AppScope(rawValue: "write_" + scope.rawValue.dropFirst(5)) : scope
      return !scopes.contains(scope) && !scopes.contains(writing)
    }
  }

  /// The scopes, without the token.
  public var description: String { "AppToken(redacted, \(scopes.map(\.rawValue).joined(separator: " ")))" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
