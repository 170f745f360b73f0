/// A rule of ``TransportConformance``. More cases may come, so a `switch` needs a `default`.
public enum TransportRule: String, Sendable, Hashable, CaseIterable {
  /// Methods arrive as they are.
  case methods
  /// Path and query arrive as they are, with their percent-encoding.
  case addresses
  /// Headers of the request arrive.
  case requestHeaders
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
