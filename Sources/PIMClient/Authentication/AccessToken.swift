/// A token that calls carry. Descriptions, dumps and mirrors of it do not show it.
public struct AccessToken: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  let value: String

  /// Creates a token from its text.
  public init(_ text: String) { value = text }

  var header: String { "Bearer \(value)" }

  /// Whether it can stand in a header: visible ASCII only, so that nothing can be smuggled in behind it.
  var isUsable: Bool { !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }

  /// That there is a token.
  public var description: String { "AccessToken(redacted)" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Gives the client its tokens, in place of the password grant.
public protocol TokenSource: Sendable {
  /// Gives a token.
  ///
  /// The client asks when it has none, and after the PIM has refused one. However many calls wait for a token, it
  /// asks once.
  ///
  /// - Parameter refused: The token that the PIM did not accept, `nil` at first. To give the same one again makes the
  ///   refusal final.
  func token(replacing refused: AccessToken?) async throws -> AccessToken
}
