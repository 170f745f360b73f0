public import PIMClient
internal import Synchronization

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Checks that a transport of your own is one: that it carries bytes, and does nothing else.
///
/// The suite imports no test framework. It throws a ``ConformanceFailure`` that names the broken rule, so that it fits
/// into any:
///
/// ```swift
/// @Test(arguments: TransportRule.allCases)
/// func conformance(rule: TransportRule) async throws {
///   let server = TransportConformance.Server()
///   try await withLoopbackServer({ await server.answer($0) }) { url in
///     try await TransportConformance(server: url) { MyTransport() }.check(rule)
///   }
/// }
/// ```
///
/// The server, an HTTP/1.1 server on the loopback, is whatever you have; it does what ``TransportConformance/Answer`` says. It
/// must answer under `127.0.0.1` and `localhost` for the rules about redirects to mean something.
public struct TransportConformance: Sendable {
  let server: URL
  let patience: Duration
  let makeTransport: @Sendable () throws -> any HTTPTransport

  /// Creates the suite.
  ///
  /// - Parameters:
  ///   - server: Where the server answers, such as `http://127.0.0.1:8080`.
  ///   - patience: How long a rule may take before it counts as broken.
  ///   - makeTransport: Makes a transport; each rule gets one of its own.
  public init(
    server: URL, patience: Duration = .seconds(120),
    makeTransport: @escaping @Sendable () throws -> any HTTPTransport
  ) {
    self.server = server
    self.patience = patience
    self.makeTransport = makeTransport
  }

  /// Checks all rules, one after the other.
  ///
  /// - Throws: ``ConformanceFailure`` for the first rule that is broken.
  public func run() async throws {
    for rule in TransportRule.allCases { try await check(rule) }
  }

  /// Checks one rule.
  ///
  /// - Throws: ``ConformanceFailure`` when it is broken; what making the transport throws.
  public func check(_ rule: TransportRule) async throws {
    let probe = TransportProbe(
      rule: rule.rawValue, server: server, transport: try makeTransport(), usualTimeout: max(patience, .seconds(60)))
    try await Self.within(patience, rule) {
      do {
        try await probe.check(rule)
      } catch let failure as ConformanceFailure {
        throw failure
      } catch {
        throw ConformanceFailure(rule: rule.rawValue, "an error came where none was expected", underlying: error)
      }
    }
  }

  /// Runs a check that may hang: a transport that does not end when it should must not stop the suite.
  private static func within(
    _ patience: Duration, _ rule: TransportRule, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    let first = FirstResult()
    let work = Task {
      do {
        try await body()
        first.end(.success(()))
      } catch {
        first.end(.failure(error))
      }
    }
    let limit = Task {
      try await Task.sleep(for: patience)
      first.end(.failure(ConformanceFailure(rule: rule.rawValue, "nothing had ended after \(patience)")))
    }
    defer {
      limit.cancel()
      work.cancel()
    }
    try await first.value()
  }
}

/// The first of several results; the others are passed over.
private final class FirstResult: Sendable {
  private struct State {
    var result: Result<Void, any Error>?
    var waiting: CheckedContinuation<Void, any Error>?
  }

  private let state = Mutex(State())

  func end(_ result: Result<Void, any Error>) {
    let waiting = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard state.result == nil else { return nil }
      state.result = result
      return state.waiting
    }
    waiting?.resume(with: result)
  }

  func value() async throws {
    try await withCheckedThrowingContinuation { continuation in
      let result = state.withLock { state -> Result<Void, any Error>? in
        if state.result == nil { state.waiting = continuation }
        return state.result
      }
      if let result { continuation.resume(with: result) }
    }
  }
}
