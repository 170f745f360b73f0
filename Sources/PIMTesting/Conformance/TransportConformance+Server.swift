internal import CatalogJSON
public import PIMClient
internal import Synchronization

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TransportConformance {
  /// The server's side of ``TransportConformance``: what to answer to each request. Whoever runs the suite puts it behind
  /// an HTTP server on the loopback.
  ///
  /// | path | what it does |
  /// |---|---|
  /// | `/echo…` | tells method, address, headers, and length and checksum of the body |
  /// | `/status/N` | answers with that status |
  /// | `/redirect/N?id=` | answers with that status and leads to `/landed` under another name of the host |
  /// | `/landed?id=`, `/once/N?id=` | counts the request, and answers 200 or N |
  /// | `/count?id=` | tells how many were counted |
  /// | `/bytes?count=N&chunked=` | sends that many bytes |
  /// | `/headers` | sends headers of all kinds |
  /// | `/held?id=`, `/release?id=` | sends half a body, and the rest when it is released |
  /// | `/silence?id=`, `/stall?id=` | never answers; never ends its body |
  /// | `/broken?after=N&chunked=` | breaks the connection in the middle of the body |
  /// | `/close?id=`, `/garbage` | breaks it before the head; sends what is not HTTP |
  /// | `/together?id=&count=N` | answers when so many requests are there |
  /// | `/cookie` | sets a cookie, may be kept by caches, and tells whether a cookie came |
  public final class Server: Sendable {
    private struct State {
      var counts: [String: Int] = [:]
      var gates: [String: FaultGate] = [:]
    }

    private let state = Mutex(State())

    /// A server that has seen nothing.
    public init() {}

    /// Answers a request. It may wait for as long as the caller lives, and ends when the calling task is cancelled.
    public func answer(_ request: HTTPRequest) async -> TransportConformance.Answer {
      let body = (try? await request.body.bytes(upTo: 64 << 20)) ?? []
      let incoming = IncomingRequest(request, body: body)
      let parts = incoming.path.split(separator: "/").map(String.init)
      let id = incoming.query["id"] ?? ""
      let number = parts.count > 1 ? Int(parts[1]) ?? 200 : 200
      switch parts.first ?? "" {
      case "echo": return .response(Self.json(echo(incoming)))
      case "status": return .response(Self.plain(number))
      case "redirect":
        let host = incoming.origin.contains("127.0.0.1") ? ("127.0.0.1", "localhost") : ("localhost", "127.0.0.1")
        let elsewhere = incoming.origin.replacing(host.0, with: host.1)
        return .response(HTTPResponse(status: number, headers: ["Location": "\(elsewhere)/landed?id=\(id)"]))
      case "landed", "once":
        count(id)
        return .response(Self.plain(number))
      case "count": return .response(Self.plain(200, "\(state.withLock { $0.counts[id] ?? 0 })"))
      case "bytes": return .response(bytes(incoming))
      case "headers":
        return .response(
          HTTPResponse(
            status: 200,
            headers: HTTPHeaders([
              (name: "X-Plain", value: "plain"), (name: "X-Twice", value: "one"), (name: "X-Twice", value: "two"),
              (name: "x-lower", value: "a: b; c=\"d\""),
            ]), body: HTTPBody("ok")))
      case "release":
        gate(id).open()
        return .response(Self.plain(200))
      case "close":
        count(id)
        return .close
      case "garbage": return .bytes(Array("220 mail.example ESMTP\r\n\r\nnot a web server\r\n".utf8))
      case "cookie":
        return .response(
          HTTPResponse(
            status: 200,
            headers: ["Set-Cookie": "kept=1; Path=/", "Cache-Control": "max-age=3600", "ETag": "\"same\""],
            body: HTTPBody(request.headers["Cookie"] ?? "none")))
      default: return await waiting(parts.first ?? "", incoming, id)
      }
    }

    /// What does not answer at once.
    private func waiting(_ name: String, _ request: IncomingRequest, _ id: String) async -> TransportConformance.Answer
    {
      switch name {
      case "held":
        return .response(
          HTTPResponse(status: 200, body: HTTPBody(ConformancePieces(half: 1_000, then: .gate(gate(id))))))
      case "stall":
        count(id)
        return .response(
          HTTPResponse(
            status: 200, body: HTTPBody(ConformancePieces(half: 1_000, then: .gate(FaultGate())), length: 2_000)))
      case "broken":
        let after = Int(request.query["after"] ?? "") ?? 0
        return .response(
          HTTPResponse(
            status: 200,
            body: HTTPBody(
              ConformancePieces(half: after, then: .fail), length: request.query["chunked"] == nil ? after + 1_000 : nil
            ))
        )
      case "silence":
        count(id)
        try? await FaultGate().pass()
        return .close
      case "together":
        let gate = gate(id)
        if count(id) >= Int(request.query["count"] ?? "") ?? 1 { gate.open() }
        try? await gate.pass()
        return .response(Self.plain(200))
      default: return .response(Self.plain(404))
      }
    }

    // MARK: Parts

    /// The bytes that the server sends and the suite expects.
    static func pattern(_ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    static func checksum(_ bytes: [UInt8]) -> String {
      var hasher = FingerprintHasher()
      hasher.combine(bytes)
      return hasher.finalize().hex
    }

    @discardableResult
    private func count(_ id: String) -> Int {
      state.withLock { state in
        state.counts[id, default: 0] += 1
        return state.counts[id] ?? 0
      }
    }

    private func gate(_ id: String) -> FaultGate {
      state.withLock { state in
        let gate = state.gates[id] ?? FaultGate()
        state.gates[id] = gate
        return gate
      }
    }

    private func echo(_ request: IncomingRequest) -> NodeObject {
      NodeObject([
        ("method", .string(request.method)), ("address", .string(request.address)),
        ("headers", .object(NodeObject(request.headers.map { ($0.name.lowercased(), Node.string($0.value)) }))),
        ("length", Node(request.body.count)), ("checksum", .string(Self.checksum(request.body))),
      ])
    }

    private func bytes(_ request: IncomingRequest) -> HTTPResponse {
      let bytes = Self.pattern(Int(request.query["count"] ?? "") ?? 0)
      let isChunked = request.query["chunked"] != nil
      return HTTPResponse(
        status: 200, headers: ["Content-Type": "application/octet-stream"],
        body: isChunked ? HTTPBody(ConformancePieces(half: bytes.count, then: .end)) : HTTPBody(bytes))
    }

    private static func plain(_ status: Int, _ text: String? = nil) -> HTTPResponse {
      let isBare = status == 204 || status == 304
      return HTTPResponse(
        status: status, headers: ["Content-Type": "text/plain"],
        body: isBare ? .empty : HTTPBody(text ?? "status \(status)"))
    }

    private static func json(_ object: NodeObject) -> HTTPResponse {
      HTTPResponse(
        status: 200, headers: ["Content-Type": "application/json"],
        body: HTTPBody(ServerJSON(escapes: false).bytes(object)))
    }
  }
}
