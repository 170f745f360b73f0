/// Who the client is to the PIM. Descriptions, dumps and mirrors of it show no secret.
///
/// See https://api.akeneo.com/documentation/authentication.html
public struct Credentials: Sendable {
  enum Kind: Sendable {
    case password(PasswordGrant.Secrets)
    case token(AccessToken)
    case source(any TokenSource)
  }

  let kind: Kind

  /// What is the same for two clients of one connection, where that can be told. It may be a secret.
  var identity: String? {
    switch kind {
    case .password(let secrets): "client \(secrets.clientID)"
    case .token(let token): "token \(token.value)"
    case .source: nil
    }
  }

  /// The credentials of a connection, as the PIM's connection settings show them.
  ///
  /// The client asks for a token with them, renews it before it runs out, and falls back to the password when the
  /// means to renew it has died (N28).
  public static func password(
    clientID: String, secret: String, username: String, password: String
  ) -> Credentials {
    Credentials(
      kind: .password(.init(clientID: clientID, secret: secret, username: username, password: password)))
  }

  /// The token of an app, or any other that does not run out. When the PIM refuses it, that is final: somebody has to
  /// connect the app again.
  public static func token(_ token: String) -> Credentials {
    Credentials(kind: .token(AccessToken(token)))
  }

  /// Tokens that come from the host's own code.
  public static func source(_ source: any TokenSource) -> Credentials {
    Credentials(kind: .source(source))
  }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The kind of credentials, without any of their parts.
  public var description: String {
    switch kind {
    case .password: "Credentials(password grant, redacted)"
    case .token: "Credentials(token, redacted)"
    case .source: "Credentials(token source)"
    }
  }

  /// The same as ``description``.
  public var debugDescription: String { description }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
