public import PIMClient
internal import Synchronization

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A PIM in memory that answers as the real one does: a transport for tests of whatever talks to the API.
///
/// ```swift
/// let sandbox = SandboxPIM(try CatalogFolder(contentsOf: folder), dialect: .cloud, appTokens: ["token"])
/// let client = try CatalogClient(SandboxPIM.origin, .token("token"), over: sandbox)
/// ```
///
/// It answers every read of the API's description that is not marked as outdated, tokens, both paginations with their
/// limits, filters, projections, `linked_data`, media with ranges, and all errors that reads can meet. Everything is
/// decided from the request alone, so that it can stand behind a real HTTP server as well as in place of one; other
/// methods than those of reading get 405.
///
/// What servers do differently is a ``ServerDialect``. What goes wrong is a ``FaultScript``. The catalog can be changed
/// while it is served (by `upsert`, `change` and `delete`); the server's clock stands still until
/// ``advanceClock(by:)``. Nothing is random, nothing sleeps.
///
/// The documentation that it follows: <https://api.akeneo.com/documentation/introduction.html>.
public final class SandboxPIM: HTTPTransport {
  struct State: Sendable {
    var server: SandboxServer
    var faults: FaultScript
    var calls = CallLog()
    var inFlight = 0
    var mostInFlight = 0
  }

  let state: Mutex<State>
  private let pause: (@Sendable (HTTPRequest) async throws -> Void)?

  /// What a client needs to be let in.
  public let credentials: SandboxPIM.Credentials

  /// When the sandbox's clock starts, if nobody says otherwise: 2 February 2026, 9:00 UTC.
  public static let usualStart = Date(timeIntervalSince1970: 1_770_022_800)

  /// An address for clients that talk to the sandbox directly: `https://pim.example`. Any other will do as well.
  public static let origin = URL(string: "https://pim.example") ?? URL(filePath: "/")

  /// Creates a server.
  ///
  /// - Parameters:
  ///   - catalog: What it serves.
  ///   - dialect: Which behaviours it shows.
  ///   - credentials: What it wants to see before it gives tokens.
  ///   - appTokens: Tokens of apps, which neither expire nor refresh (N28).
  ///   - start: What its clock shows, in whole seconds. It moves only by ``advanceClock(by:)``.
  ///   - faults: What goes wrong, and when.
  ///   - keepingCalls: How many of the last calls are kept to be looked at, from 0 on. A server that runs for weeks
  ///     needs few of them or none.
  ///   - pause: What each call waits for before it is answered, such as a latency in a benchmark.
  public init(
    _ catalog: CatalogFolder, dialect: ServerDialect = .strict, credentials: SandboxPIM.Credentials = .init(),
    appTokens: Set<String> = [], startingAt start: Date = SandboxPIM.usualStart, faults: FaultScript = [],
    keepingCalls: Int = 10_000, pause: (@Sendable (HTTPRequest) async throws -> Void)? = nil
  ) {
    self.credentials = credentials
    self.pause = pause
    let now = CivilTime(seconds: Int(start.timeIntervalSince1970.rounded(.down)))
    let server = SandboxServer(
      store: CatalogStore(catalog, at: now), tokens: TokenBook(credentials, appTokens: appTokens), dialect: dialect,
      now: now)
    state = Mutex(State(server: server, faults: faults, calls: CallLog(keeping: keepingCalls)))
  }

  /// Answers a request.
  ///
  /// - Throws: What a fault of the script throws, and `CancellationError`.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try Task.checkCancellation()
    let body = try await request.body.bytes(upTo: 64 << 20)
    let incoming = IncomingRequest(request, body: body)
    let (number, faults, isTooMany) = state.withLock { $0.begin(incoming) }
    defer { state.withLock { $0.inFlight -= 1 } }
    try await pause?(request)
    var given: ServerAnswer? = isTooMany ? state.withLock { $0.server.tooMany() } : nil
    var edits = PageEdits()
    for fault in faults {
      switch fault {
      case .answer(let status, let headers, let body):
        given = ServerAnswer(status: status, headers: headers, body: body)
      case .transport(let error): throw error
      case .hold(let gate): try await gate.pass()
      case .page(let next): edits.next = next
      case .holes(let places): edits.holes.formUnion(places)
      case .perform(let action): try action(self)
      case .revokeTokens: state.withLock { $0.server.tokens.revokeAll() }
      case .expireTokens: state.withLock { $0.server.tokens.expireAccess(now: $0.server.now) }
      case .expireRefreshTokens: state.withLock { $0.server.tokens.expireRefresh() }
      case .advance(let seconds): state.withLock { $0.server.now.seconds += seconds }
      case .cut, .truncate, .notUTF8, .replaceBody, .all: break
      }
    }
    var answer = state.withLock { $0.finish(incoming, number: number, given: given, edits: edits) }
    for fault in faults { BodyFaults.apply(fault, to: &answer) }
    var response = answer.response
    for case .cut(let count) in faults { response.body = BodyFaults.cut(answer.body, after: count) }
    return response
  }
}

extension SandboxPIM.State {
  /// Notes a call's arrival and finds what goes wrong with it.
  mutating func begin(_ request: IncomingRequest) -> (number: Int, faults: [Fault.Kind], isTooMany: Bool) {
    let call = calls.append { SandboxPIM.Call(number: $0, request) }
    inFlight += 1
    mostInFlight = max(mostInFlight, inFlight)
    let isTooMany = server.dialect.callsAtOnce.map { inFlight > $0 } ?? false
    return (call.number, faults.next(for: call), isTooMany)
  }

  /// Answers a call and notes its status.
  mutating func finish(
    _ request: IncomingRequest, number: Int, given: ServerAnswer?, edits: PageEdits
  ) -> ServerAnswer {
    var answer = given ?? server.answer(request, edits: edits)
    answer.headers.append(("Date", server.now.httpDate))
    if request.method == "HEAD" { answer.body = [] }
    calls.note(answer.status, for: number)
    return answer
  }
}

extension SandboxServer {
  /// What a call over the limit gets (N26).
  func tooMany() -> ServerAnswer {
    ServerAnswer(status: 429, headers: dialect.namesRetryAfter ? [("Retry-After", "1")] : [])
  }
}
