import CatalogModels
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Holds the connection's token and renews it: before it runs out, or when the PIM refuses it, and once for all calls
/// that wait for it (N28).
final class TokenKeeper: CallAuthorization {
  private struct State {
    var token: AccessToken?
    var refresh: String?
    /// When to renew, on the client's clock.
    var renewal: Duration?
    var hasAskedStore = false
  }

  private enum Means: Sendable {
    case fixed(AccessToken)
    case source(any TokenSource)
    case password(PasswordGrant)
  }

  private let means: Means
  private let time: Timekeeper
  private let configuration: CatalogClient.Configuration
  private let state = Mutex(State())
  private let flight = SharedFlight<AccessToken>()

  init(_ credentials: Credentials, _ caller: Caller) throws(CatalogError) {
    time = caller.time
    configuration = caller.configuration
    switch credentials.kind {
    case .password(let secrets): means = .password(PasswordGrant(secrets: secrets, caller: caller))
    case .source(let source): means = .source(source)
    case .token(let token):
      guard token.isUsable else {
        throw CatalogError(
          .invalidConfiguration, "the token is empty or holds characters that no token has",
          advice: "Pass the token alone, without `Bearer` and without line breaks.")
      }
      means = .fixed(token)
    }
  }

  /// The number of calls that wait for a token.
  var waitingCount: Int { flight.waitingCount }

  /// The token that calls carry just now, for taking it out of what a server says.
  var held: [String] {
    if case .fixed(let token) = means { return [token.value] }
    return state.withLock { $0.token.map { [$0.value] } ?? [] }
  }

  /// Whether tokens come from the PIM itself, for a password.
  var asksForTokens: Bool {
    if case .password = means { true } else { false }
  }

  var canRenew: Bool {
    if case .fixed = means { false } else { true }
  }

  func token(refused: AccessToken?) async throws(CatalogError) -> AccessToken? {
    if case .fixed(let token) = means { return token }
    let held = state.withLock { state -> AccessToken? in
      guard let token = state.token, token != refused else { return nil }
      if let renewal = state.renewal, time.now >= renewal { return nil }
      return token
    }
    if let held { return held }
    do {
      return try await flight.join { [self] in try await renewed(refused) }
    } catch let error as CatalogError {
      throw error
    } catch is CancellationError {
      throw CatalogError(.cancelled, "the task was cancelled", underlying: CancellationError())
    } catch {
      throw CatalogError(
        .unauthorized, "the token source failed: \(type(of: error))", advice: "See the underlying error.",
        underlying: error)
    }
  }

  func explain(_ error: CatalogError, retried: Bool) -> CatalogError {
    var error = error
    error.advice =
      switch means {
      case .fixed:
        "The token was revoked or never valid; app tokens are not renewed. Connect the app to the PIM again."
      case .source: "The token source has no token that the PIM accepts."
      case .password:
        "The PIM refuses a token that it has just given. Check that the connection and its user are enabled."
      }
    return error
  }

  // MARK: Renewing

  private func renewed(_ refused: AccessToken?) async throws -> AccessToken {
    switch means {
    case .fixed(let token): return token
    case .source(let source):
      let token = try await source.token(replacing: refused)
      guard token.isUsable else {
        throw CatalogError(.unauthorized, "the token source gave a text that is no token")
      }
      state.withLock { $0.token = token }
      return token
    case .password(let grant):
      if let token = await stored(), token != refused { return token }
      let tokens: PasswordGrant.Tokens
      let refresh = state.withLock { $0.refresh }
      if let refresh, let renewed = try await grant.withRefreshToken(refresh) {
        tokens = renewed
      } else {
        state.withLock { $0.refresh = nil }
        tokens = try await grant.withPassword(after: refresh)
      }
      hold(tokens.access, tokens.refresh, tokens.lifetime)
      if let store = configuration.tokenStore {
        let expires = tokens.lifetime.map { configuration.now().addingTimeInterval(Double($0.components.seconds)) }
        try? await store.save(
          StoredTokens(accessToken: tokens.access.value, refreshToken: tokens.refresh, expires: expires))
      }
      return tokens.access
    }
  }

  /// The token of an earlier run, asked for once.
  private func stored() async -> AccessToken? {
    let isFirst = state.withLock { state in
      defer { state.hasAskedStore = true }
      return !state.hasAskedStore
    }
    guard isFirst, let store = configuration.tokenStore, let stored = try? await store.load() else { return nil }
    let left = stored.expires.map { $0.timeIntervalSince(configuration.now()) } ?? 0
    let token = AccessToken(stored.accessToken)
    guard token.isUsable, left > Self.margin(.seconds(3_600)).seconds else {
      state.withLock { $0.refresh = stored.refreshToken }
      return nil
    }
    hold(token, stored.refreshToken, .seconds(min(left, 10 * 365 * 86_400)))
    return token
  }

  private func hold(_ token: AccessToken, _ refresh: String?, _ lifetime: Duration?) {
    let now = time.now
    state.withLock { state in
      state.token = token
      state.refresh = refresh
      state.renewal = lifetime.map { now + $0 - Self.margin($0) }
    }
  }

  /// How long before its end a token is renewed: a minute, or a tenth of a short life.
  private static func margin(_ lifetime: Duration) -> Duration {
    min(.seconds(60), lifetime / 10)
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
