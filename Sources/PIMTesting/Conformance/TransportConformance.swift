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
/// @Test(arguments: TransportConformance.Rule.allCases)
/// func conformance(rule: TransportConformance.Rule) async throws {
///   let server = ConformanceServer()
///   try await withLoopbackServer({ await server.answer($0) }) { url in
///     try await TransportConformance(server: url) { MyTransport() }.check(rule)
///   }
/// }
/// ```
///
/// The server, an HTTP/1.1 server on the loopback, is whatever you have; it does what ``ConformanceAnswer`` says. It
/// must answer under `127.0.0.1` and `localhost` for the rules about redirects to mean something.
public struct TransportConformance: Sendable {
  /// A rule of the suite.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// Methods arrive as they are.
    case methods
    /// Path and query arrive as they are, with their percent-encoding.
    case addresses
    /// Headers of the request arrive.
    case requestHeaders
    /// A line break in a header's value begins no other header: the request is refused, or the break does not arrive.
    case headerLines
    /// Headers of the response come back, repeated ones too.
    case responseHeaders
    /// Bodies of requests arrive whole, from bytes and from pieces.
    case requestBodies
    /// Bodies of responses come back whole, with and without a known length.
    case responseBodies
    /// No status makes the transport throw.
    case statuses
    /// A redirect is returned and not followed, so that `Authorization` goes nowhere else.
    case redirects
    /// Nothing is sent twice.
    case noRetries
    /// No cookie is kept, and nothing comes from a cache.
    case noMemory
    /// The response is there before its body has ended.
    case streaming
    /// Four calls can be under way at once.
    case parallelCalls
    /// A body that nobody reads does not stop later calls.
    case abandonedBodies
    /// Cancelling ends the wait for the head with `CancellationError`.
    case cancellationBeforeHead
    /// Cancelling ends the wait for more of the body.
    case cancellationInBody
    /// The timeout covers the wait for the head, with the code `timedOut`.
    case timeoutBeforeHead
    /// The timeout covers each wait for more of the body.
    case timeoutInBody
    /// Nobody at the address: a transient `TransportError`.
    case nobodyThere
    /// A connection that closes before the head: a transient `TransportError`.
    case connectionLostBeforeHead
    /// A connection that breaks in the body is an error and not a short body.
    case connectionLostInBody
    /// What is not HTTP: a `TransportError`.
    case notHTTP
    /// More bytes than are accepted: `bodyTooLarge`, and later calls go on.
    case bodyLimit
  }

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
    for rule in Rule.allCases { try await check(rule) }
  }

  /// Checks one rule.
  ///
  /// - Throws: ``ConformanceFailure`` when it is broken; what making the transport throws.
  public func check(_ rule: Rule) async throws {
    let probe = TransportProbe(rule: rule.rawValue, server: server, transport: try makeTransport())
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
    _ patience: Duration, _ rule: Rule, _ body: @escaping @Sendable () async throws -> Void
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
