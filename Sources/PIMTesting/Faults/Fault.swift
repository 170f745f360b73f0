public import PIMClient

/// One thing that goes wrong with one call.
public struct Fault: Sendable {
  enum Kind: Sendable {
    case answer(status: Int, headers: [(name: String, value: String)], body: [UInt8])
    case transport(TransportError)
    case cut(after: Int), truncate(after: Int), notUTF8
    case replaceBody([UInt8], contentType: String)
    case page(PageEdits.Next), holes(Set<Int>)
    case hold(FaultGate)
    case revokeTokens, expireTokens, expireRefreshTokens
    case advance(seconds: Int)
    case perform(@Sendable (SandboxPIM) throws -> Void)
    case all([Fault])
  }

  let kind: Kind

  // MARK: Answers in place of the right one

  /// Answers with a status and a body of the test's choice.
  public static func status(_ status: Int, headers: [String: String] = [:], body: String = "") -> Fault {
    var fields = headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    if !body.isEmpty, headers["Content-Type"] == nil { fields.append(("Content-Type", "application/json")) }
    return Fault(kind: .answer(status: status, headers: fields, body: Array(body.utf8)))
  }

  /// Answers as the API does when something is refused: `{"code":…,"message":…}`.
  public static func refusal(_ status: Int, _ message: String) -> Fault {
    let body = ServerJSON(escapes: true).bytes(Refusal(status, message).body)
    return Fault(kind: .answer(status: status, headers: [("Content-Type", "application/json")], body: body))
  }

  /// Answers 429 (N26), with `Retry-After` in seconds or without.
  public static func tooManyRequests(retryAfter: Int? = nil) -> Fault {
    let headers = retryAfter.map { [(name: "Retry-After", value: "\($0)")] } ?? []
    return Fault(kind: .answer(status: 429, headers: headers, body: []))
  }

  /// Answers with a page for people, as a proxy or a login does, with status 200 or another.
  public static func htmlPage(status: Int = 502) -> Fault {
    let answer = ServerAnswer.html(status == 200 ? "Welcome" : "\(status) Bad Gateway", status: status)
    return Fault(kind: .answer(status: status, headers: answer.headers, body: answer.body))
  }

  /// Keeps status and headers of the right answer and replaces its body.
  public static func body(_ text: String, contentType: String = "application/json") -> Fault {
    Fault(kind: .replaceBody(Array(text.utf8), contentType: contentType))
  }

  // MARK: The connection

  /// Throws in place of an answer.
  public static func transport(_ error: TransportError) -> Fault { Fault(kind: .transport(error)) }

  /// Breaks the connection after some bytes of the body: reading it throws `connectionLost`.
  public static func cutBody(after bytes: Int) -> Fault { Fault(kind: .cut(after: bytes)) }

  /// Ends the body after some bytes as if that were all.
  public static func truncateBody(after bytes: Int) -> Fault { Fault(kind: .truncate(after: bytes)) }

  /// Puts bytes into the middle of the body that are not UTF-8.
  public static let notUTF8 = Fault(kind: .notUTF8)

  /// Holds the call before it is answered, until the gate is opened. Cancelling the call ends the wait.
  public static func hold(_ gate: FaultGate) -> Fault { Fault(kind: .hold(gate)) }

  // MARK: Pages

  /// The page's `next` leads to the page itself (N20).
  public static let repeatCursor = Fault(kind: .page(.same))

  /// The page has no `next`, whatever follows (N21).
  public static let dropNext = Fault(kind: .page(.drop))

  /// The page's `next` names another origin, such as `https://elsewhere.example` (N20).
  public static func nextOnOrigin(_ origin: String) -> Fault { Fault(kind: .page(.origin(origin))) }

  /// The page's `next` has lost a parameter of the query (N20).
  public static func nextWithout(_ parameter: String) -> Fault { Fault(kind: .page(.without(parameter))) }

  /// Items are missing from the page, counted from 0, though it has its `next` (N21).
  public static func holes(_ places: Set<Int>) -> Fault { Fault(kind: .holes(places)) }

  // MARK: The server's state

  /// All tokens are revoked, those of apps too, before the call is answered (N28).
  public static let revokeTokens = Fault(kind: .revokeTokens)

  /// All access tokens expire before the call is answered.
  public static let expireTokens = Fault(kind: .expireTokens)

  /// All refresh tokens die before the call is answered.
  public static let expireRefreshTokens = Fault(kind: .expireRefreshTokens)

  /// The server's clock jumps before the call is answered; back, when negative.
  public static func advanceClock(by duration: Duration) -> Fault {
    Fault(kind: .advance(seconds: Int(duration.components.seconds)))
  }

  /// Does something to the sandbox before the call is answered, such as changing the catalog in the middle of a list.
  /// What it throws is thrown by the call.
  public static func perform(_ action: @escaping @Sendable (SandboxPIM) throws -> Void) -> Fault {
    Fault(kind: .perform(action))
  }

  /// Several at once, in this order.
  public static func all(_ faults: Fault...) -> Fault { Fault(kind: .all(faults)) }

  /// The faults that it is made of.
  var flattened: [Kind] {
    if case .all(let faults) = kind { faults.flatMap(\.flattened) } else { [kind] }
  }
}
