#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What the PIM gave for a connection's credentials. Descriptions, dumps and mirrors of it show no secret; encoding it
/// does, so that a store can keep it.
public struct StoredTokens: Sendable, Hashable, Codable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The token that calls carry.
  public var accessToken: String
  /// The token with which another pair is asked for. The PIM lets it live 14 days.
  public var refreshToken: String?
  /// When the access token runs out. The PIM lets it live an hour.
  public var expires: Date?

  /// Creates a pair of tokens.
  public init(accessToken: String, refreshToken: String? = nil, expires: Date? = nil) {
    self.accessToken = accessToken
    self.refreshToken = refreshToken
    self.expires = expires
  }

  /// That there are tokens, and until when.
  public var description: String { "StoredTokens(redacted\(expires.map { ", until \($0)" } ?? ""))" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Keeps tokens from one run to the next. The client works without one: it then asks for a token in each run.
///
/// A store that fails is not an error of a call: the client goes on with the tokens that it has.
public protocol TokenStore: Sendable {
  /// The tokens that were kept last, `nil` where there are none.
  func load() async throws -> StoredTokens?
  /// Keeps tokens.
  func save(_ tokens: StoredTokens) async throws
}
