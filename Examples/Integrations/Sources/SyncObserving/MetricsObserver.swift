public import Metrics
public import PIMClient

/// Counts and measures every attempt at a call, for whatever metrics system the process bootstrapped.
///
/// | label | what it is | dimensions |
/// |---|---|---|
/// | `pim_client_attempts` | counter | `kind`, `outcome`: a status or a failure's name |
/// | `pim_client_attempt_duration` | timer | `kind` |
/// | `pim_client_received_bytes` | counter | `kind` |
/// | `pim_client_waits` | timer: the waits before further attempts | `kind` |
///
/// A kind is a method and a path without the codes in it, so that there are no more than the API has.
public struct MetricsObserver: ClientObserver {
  private let factory: any MetricsFactory

  /// Creates an observer.
  ///
  /// - Parameter factory: Where the metrics go; the process's own unless told.
  public init(_ factory: any MetricsFactory = MetricsSystem.factory) { self.factory = factory }

  /// Takes note of an event.
  public func observe(_ event: ClientEvent) {
    let kind = ("kind", event.kind)
    let outcome = event.failure.map { "\($0)" } ?? event.status.map(String.init) ?? "none"
    Counter(label: "pim_client_attempts", dimensions: [kind, ("outcome", outcome)], factory: factory).increment()
    Timer(label: "pim_client_attempt_duration", dimensions: [kind], factory: factory).record(duration: event.duration)
    Counter(label: "pim_client_received_bytes", dimensions: [kind], factory: factory).increment(by: event.bytes)
    if let wait = event.retryAfter {
      Timer(label: "pim_client_waits", dimensions: [kind], factory: factory).record(duration: wait)
    }
  }
}
