import CatalogModels
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sends calls: within the governor's limits, again where it helps, with every attempt told to the observer.
///
/// The slot of the governor is held for an attempt and the reading of its body, and not while waiting to retry.
final class Caller: Sendable {
  let origin: Origin
  let configuration: CatalogClient.Configuration
  let time: Timekeeper
  let governor: CallGovernor
  private let transport: any HTTPTransport
  private let hasHadAnswer = Atomic(false)
  private let sent = Atomic(0)

  init(
    _ origin: Origin, over transport: any HTTPTransport, _ configuration: CatalogClient.Configuration,
    identity: String? = nil
  ) {
    self.origin = origin
    self.transport = transport
    self.configuration = configuration
    time = Timekeeper(configuration.clock)
    let shared = configuration.sharedLimits ?? SharedLimits(clock: configuration.clock)
    let key = identity.map { SharedLimits.ConnectionKey(origin: origin.text + origin.basePath, identity: $0) }
    governor = CallGovernor(shared.connection(key, callsAtOnce: configuration.callsAtOnce), shared)
  }

  /// A caller for another address, which has no share of this one's limits.
  func elsewhere(_ origin: Origin) -> Caller {
    var configuration = self.configuration
    configuration.sharedLimits = nil
    configuration.headers = [:]
    return Caller(origin, over: transport, configuration)
  }

  /// How often the transport was asked, retries included.
  var requestsSent: Int { sent.load(ordering: .relaxed) }

  /// Sends a call and reads its whole answer.
  func answer(
    to call: Call, authorization: any CallAuthorization = NoAuthorization()
  ) async throws(CatalogError) -> Answer {
    let limit = call.bodyLimit ?? configuration.bodyLimit
    return try await perform(call, authorization) { response, _ in
      let bytes = try await response.body.bytes(upTo: limit)
      return (Answer(status: response.status, headers: response.headers, bytes: bytes), bytes.count)
    }
  }

  /// Sends a call until an attempt succeeds, its failure is final, the retries are used up, or its deadline is there.
  ///
  /// - Parameter receive: Takes a good answer, and gives what is made of it and the number of bytes that were read.
  func perform<R: Sendable>(
    _ call: Call, _ authorization: any CallAuthorization,
    _ receive: @escaping @Sendable (HTTPResponse, CallSlot) async throws -> (R, Int)
  ) async throws(CatalogError) -> R {
    guard let deadline = configuration.deadline else { return try await attempts(call, authorization, receive) }
    return try await Deadline(deadline, time).run(call) { [self] () async throws(CatalogError) -> R in
      try await attempts(call, authorization, receive)
    }
  }

  private func attempts<R: Sendable>(
    _ call: Call, _ authorization: any CallAuthorization,
    _ receive: @Sendable (HTTPResponse, CallSlot) async throws -> (R, Int)
  ) async throws(CatalogError) -> R {
    let url = try origin.url(call.target)
    let headers = try headers(of: call)
    var attempts = 0
    var retries = 0
    var refusal: AccessToken?
    var refusals = 0
    while true {
      attempts += 1
      let token = try await authorization.token(refused: refusal)
      var request = HTTPRequest(call.method, url, headers: headers, timeout: configuration.timeout)
      if let token { request.headers["Authorization"] = token.header }
      if let stream = call.stream {
        request.body = stream
      } else if !call.body.isEmpty {
        request.body = HTTPBody(call.body)
      }

      let start = time.now
      let outcome = await attempt(call, request, receive)
      var event = ClientEvent(request: call.line, attempt: attempts, duration: time.now - start)
      switch outcome {
      case .success(let result, let status, let bytes):
        event.status = status
        event.bytes = bytes
        configuration.observer?.observe(event)
        return result
      case .failure(let failure):
        var failure = failure
        if let token { failure.error = failure.error.without([token.value]) }
        event.status = failure.error.status
        event.failure = failure.error.code
        if failure.error.status == 401, let token, authorization.canRenew, refusals < 2 {
          // The token died in mid-run: once more with another one, which is no retry of what the server refused.
          refusal = token
          refusals += 1
          configuration.observer?.observe(event)
          continue
        }
        if failure.error.status == 401 { failure.error = authorization.explain(failure.error, retried: refusals > 0) }
        let wait = self.wait(after: &failure, call, retries: retries)
        event.retryAfter = wait
        configuration.observer?.observe(event)
        guard let wait else {
          if attempts > 1 { failure.error.message += " (after \(attempts) attempts)" }
          throw failure.error
        }
        retries += 1
        do {
          try await time.sleep(for: wait)
        } catch {
          throw CatalogError.cancelled(call)
        }
      }
    }
  }

  private enum Outcome<R: Sendable>: Sendable {
    case success(R, status: Int, bytes: Int)
    case failure(CallFailure)
  }

  private func attempt<R: Sendable>(
    _ call: Call, _ request: HTTPRequest, _ receive: @Sendable (HTTPResponse, CallSlot) async throws -> (R, Int)
  ) async -> Outcome<R> {
    do {
      let slot = try await governor.acquire(call.rate)
      defer { withExtendedLifetime(slot) {} }
      sent.add(1, ordering: .relaxed)
      let response = try await transport.send(request)
      hasHadAnswer.store(true, ordering: .relaxed)
      guard (200..<300).contains(response.status) || call.accepts.contains(response.status) else {
        let failure = await CallFailure(call, response, configuration, time)
        if response.status == 429 {
          let wait = failure.retryAfter.flatMap { $0 <= configuration.retry.maximumRetryAfter ? $0 : nil }
          governor.refused(slot, call.rate, wait: wait)
        } else {
          governor.passed()
        }
        return .failure(failure)
      }
      governor.passed()
      let (result, bytes) = try await receive(response, slot)
      return .success(result, status: response.status, bytes: bytes)
    } catch {
      return .failure(CallFailure(call, error, origin))
    }
  }

  /// How long to wait before the next attempt, `nil` when there is to be none.
  private func wait(after failure: inout CallFailure, _ call: Call, retries: Int) -> Duration? {
    let policy = configuration.retry
    guard failure.isTransient, call.repetition == .harmless || failure.wasNotProcessed else { return nil }
    let isFirstContact = failure.error.code == .unreachable && !hasHadAnswer.load(ordering: .relaxed)
    guard retries < (isFirstContact ? min(policy.retries, policy.firstContactRetries) : policy.retries) else {
      return nil
    }
    let own = policy.delay(beforeRetry: retries + 1, random: configuration.random())
    guard let asked = failure.retryAfter else { return own }
    guard asked <= policy.maximumRetryAfter else {
      failure.error.advice =
        "The server asks to wait \(asked.components.seconds) seconds, longer than the \(policy.maximumRetryAfter)"
        + " that the retry policy allows. Try again then."
      return nil
    }
    return max(asked + policy.initialDelay * configuration.random(), own)
  }

  private func headers(of call: Call) throws(CatalogError) -> HTTPHeaders {
    var headers = configuration.headers
    for (name, value) in call.headers { headers[name] = value }
    headers["Accept"] = call.accept
    headers["User-Agent"] = configuration.userAgent
    if let type = call.contentType { headers["Content-Type"] = type }
    try headers.check()
    return headers
  }
}
