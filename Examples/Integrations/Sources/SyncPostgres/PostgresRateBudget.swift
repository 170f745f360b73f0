public import PIMClient
import SyncPlanner

/// A PIM's limit of calls in a second, shared by workers on many machines.
///
/// ```swift
/// let budget = PostgresRateBudget("pim.example.com", callsPerSecond: 100, in: store)
/// let client = try CatalogClient(url, credentials, over: budget.pacing(AsyncHTTPClientTransport()))
/// ```
public struct PostgresRateBudget: Sendable {
  private let connection: PostgresConnection
  private let name: String
  private let perSecond: Int
  private let clock: any Clock<Duration>

  /// Creates a budget. Those of one name are one.
  ///
  /// - Parameters:
  ///   - name: What is paced, such as the PIM's host.
  ///   - callsPerSecond: How many calls begin in a second, on all machines together.
  ///   - store: Where the budget is kept.
  ///   - clock: Measures waits.
  public init(
    _ name: String, callsPerSecond: Int, in store: PostgresSyncStore, clock: any Clock<Duration> = ContinuousClock()
  ) {
    connection = store.connection
    self.name = name
    perSecond = max(1, callsPerSecond)
    self.clock = clock
  }

  /// Waits until the next call may begin.
  public func take() async throws {
    // Each call moves the time at which the next may begin; a second's worth may be caught up with.
    let rows = try await connection.query(
      """
      INSERT INTO budget (name, next) VALUES ($1, clock_timestamp())
      ON CONFLICT (name) DO UPDATE SET
        next = greatest(budget.next, clock_timestamp() - interval '1 second') + interval '1 second' / $2::int
      RETURNING ceil(extract(epoch FROM next - clock_timestamp()) * 1000)::bigint
      """, [name, String(perSecond)])
    if let wait = rows.first?.first?.flatMap({ Int($0) }), wait > 0 { try await clock.sleep(for: .milliseconds(wait)) }
  }

  /// A transport that keeps within the budget.
  public func pacing(_ transport: any HTTPTransport) -> any HTTPTransport {
    PacedTransport(transport: transport, budget: self)
  }

  private struct PacedTransport: HTTPTransport {
    let transport: any HTTPTransport
    let budget: PostgresRateBudget

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
      try await budget.take()
      return try await transport.send(request)
    }
  }
}
