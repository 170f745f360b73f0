import Foundation
import PIMClient
import TestSupport
import Testing

@testable import PIMURLSession

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

struct URLSessionFaultTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

  private func thrown(_ operation: () async throws -> Void) async -> any Error {
    do {
      try await operation()
      return TransportError(.other, "nothing was thrown")
    } catch {
      return error
    }
  }

  @Test(
    "A connection that breaks before the head or within it is `connectionLost` or `invalidResponse`",
    arguments: [
      [LoopbackAnswer.Step.reset], [], [.text("HTTP/1.1 200 OK\r\nContent-Le"), .reset],
    ])
  func brokenBeforeHead(_ steps: [LoopbackAnswer.Step]) async throws {
    try await LoopbackServer.serving({ _ in .steps(steps) }) { server in
      let error = await thrown {
        let response = try await URLSessionTransport().send(HTTPRequest(.post, server.url(), body: HTTPBody("{}")))
        _ = try await response.body.bytes(upTo: 100)
      }
      let code = (error as? TransportError)?.code
      #expect(code == .connectionLost || code == .invalidResponse, "\(error)")
    }
  }

  @Test(
    "A body that is shorter than it said is `connectionLost`, never a short body",
    arguments: [
      [LoopbackAnswer.Step.text("\(head)Content-Length: 100\r\n\r\n{\"half\":")],
      [.text("\(head)Content-Length: 100\r\n\r\n{\"half\":"), .reset],
      [.text("\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n")],
      [.text("\(head)Transfer-Encoding: chunked\r\n\r\n50\r\nabcde")],
      [.text("\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"), .reset],
    ])
  func brokenBody(_ steps: [LoopbackAnswer.Step]) async throws {
    try await LoopbackServer.serving({ _ in .steps(steps) }) { server in
      let error = await thrown {
        let response = try await URLSessionTransport().send(server.request())
        _ = try await response.body.bytes(upTo: 1_000)
      }
      let transport = error as? TransportError
      #expect(transport?.code == .connectionLost, "\(error)")
      #expect(transport?.code.isTransient == true)
    }
  }

  @Test("What is not HTTP is an error")
  func notHTTP() async throws {
    try await LoopbackServer.serving({ _ in .steps([.text("SSH-2.0-OpenSSH_9.6\r\n")]) }) { server in
      let error = await thrown { _ = try await URLSessionTransport().send(server.request()) }
      #expect(error is TransportError)
    }
  }

  @Test(
    "Other schemes than http and https are refused", arguments: ["file:///etc/hosts", "ftp://127.0.0.1/", "data:,x"])
  func otherScheme(_ text: String) async throws {
    let url = try #require(URL(string: text))
    let error = await thrown { _ = try await URLSessionTransport().send(HTTPRequest(.get, url)) }
    #expect((error as? TransportError)?.code == .other)
  }

  @Test("An address where nobody listens is `cannotConnect`")
  func nobodyListens() async throws {
    try await LoopbackServer.refusing { server in
      let error = await thrown { _ = try await URLSessionTransport().send(server.request()) }
      #expect((error as? TransportError)?.code == .cannotConnect, "\(error)")
    }
  }

  @Test("A host without address is `cannotResolveHost`")
  func unknownHost() async throws {
    // The name is reserved never to exist (RFC 6761), so no question about it leaves this machine's resolver.
    let url = try #require(URL(string: "http://nobody.invalid/"))
    let error = await thrown { _ = try await URLSessionTransport().send(HTTPRequest(.get, url)) }
    #expect((error as? TransportError)?.code == .cannotResolveHost, "\(error)")
  }

  @Test("A server that never answers is `timedOut` when the time is up", arguments: [true, false])
  func neverAnswers(_ isRequestShorter: Bool) async throws {
    let (gate, clock, seen) = (Gate(), ManualClock(), Gate())
    try await LoopbackServer.serving({ _ in .steps([.open(seen), .wait(gate)]) }) { server in
      let transport = URLSessionTransport(
        configuration: .init(firstByteTimeout: .seconds(isRequestShorter ? 60 : 5), clock: clock))
      let request = HTTPRequest(.get, try server.url(), timeout: .seconds(isRequestShorter ? 5 : 60))
      let call = Task { await thrown { _ = try await transport.send(request) } }
      try await seen.wait()
      await clock.untilSleeping()
      clock.advance(by: .milliseconds(4_999))
      clock.advance(by: .milliseconds(1))
      let error = await call.value
      #expect((error as? TransportError)?.code == .timedOut)
      #expect(clock.sleeps == [.seconds(5)])
    }
  }

  @Test("A body that stops coming is `timedOut`; what came before is delivered")
  func bodyStops() async throws {
    let (gate, clock) = (Gate(), ManualClock())
    try await LoopbackServer.serving({ _ in
      .steps([.text("\(Self.head)Content-Length: 100\r\n\r\nfirst"), .wait(gate)])
    }) { server in
      let transport = URLSessionTransport(configuration: .init(idleTimeout: .seconds(7), clock: clock))
      let response = try await transport.send(server.request())
      var chunks = response.body.makeAsyncIterator()
      var text = ""
      while text.utf8.count < 5 { text += String(decoding: try #require(try await chunks.next()), as: UTF8.self) }
      #expect(text == "first")
      let rest = Task {
        var chunks = response.body.makeAsyncIterator()
        return await thrown { _ = try await chunks.next() }
      }
      await clock.untilSleeping()
      clock.advance(by: .seconds(7))
      #expect((await rest.value as? TransportError)?.code == .timedOut)
    }
  }

  @Test("A slow body is read to its end when each piece comes in time")
  func slowBody() async throws {
    let gates = (0..<20).map { _ in Gate() }
    try await LoopbackServer.serving({ _ in
      .steps(
        [.text("\(Self.head)Content-Length: 20\r\n\r\n")] + gates.flatMap { [.wait($0), .text("x")] })
    }) { server in
      let response = try await URLSessionTransport().send(server.request())
      var count = 0
      gates[0].open()
      for try await chunk in response.body {
        count += chunk.count
        if count < gates.count { gates[count].open() }
      }
      #expect(count == 20)
    }
  }

  @Test("Cancelling before the head ends the call at once and closes the connection")
  func cancelledBeforeHead() async throws {
    let (seen, closed) = (Gate(), Gate())
    try await LoopbackServer.serving({ _ in .steps([.open(seen), .untilClientCloses(closed)]) }) { server in
      let transport = URLSessionTransport()
      let call = Task { await thrown { _ = try await transport.send(try server.request()) } }
      try await seen.wait()
      call.cancel()
      #expect(await call.value is CancellationError)
      try await closed.wait()
    }
  }

  @Test("Cancelling within the body ends the reading at once and closes the connection")
  func cancelledInBody() async throws {
    let (started, closed) = (Gate(), Gate())
    try await LoopbackServer.serving({ _ in
      .steps([.text("\(Self.head)Content-Length: 100\r\n\r\nfirst"), .untilClientCloses(closed)])
    }) { server in
      let transport = URLSessionTransport()
      let call = Task {
        await thrown {
          let response = try await transport.send(try server.request())
          for try await _ in response.body { started.open() }
        }
      }
      try await started.wait()
      call.cancel()
      #expect(await call.value is CancellationError)
      try await closed.wait()
    }
  }

  @Test("A cancelled task sends nothing")
  func cancelledBeforeSending() async throws {
    try await LoopbackServer.serving({ _ in .response(HTTPResponse(status: 200)) }) { server in
      let call = Task {
        while !Task.isCancelled { await Task.yield() }
        return await thrown { _ = try await URLSessionTransport().send(try server.request()) }
      }
      call.cancel()
      #expect(await call.value is CancellationError)
      #expect(server.requests == 0)
    }
  }

  @Test("A body that nobody reads to its end is cancelled when it is dropped")
  func droppedBody() async throws {
    let closed = Gate()
    try await LoopbackServer.serving({ _ in
      .steps([.text("\(Self.head)Content-Length: 100\r\n\r\nfirst"), .untilClientCloses(closed)])
    }) { server in
      let transport = URLSessionTransport()
      do {
        let response = try await transport.send(try server.request())
        #expect(response.status == 200)
      }
      try await closed.wait()
    }
  }

  @Test("A body beyond the limit is refused, announced or not, and a bomb is refused by its decoded size")
  func bodyLimit() async throws {
    let long = String(repeating: "x", count: 2_000)
    let answers: [HTTPResponse] = [
      HTTPResponse(status: 200, body: HTTPBody(long)),
      HTTPResponse(
        status: 200,
        body: HTTPBody(
          AsyncStream<[UInt8]> {
            for _ in 0..<20 { $0.yield([UInt8](repeating: 0x20, count: 100)) }
            $0.finish()
          })),
      HTTPResponse(status: 200, headers: ["Content-Encoding": "gzip"], body: HTTPBody(GzipSample.coded)),
    ]
    for answer in answers {
      try await LoopbackServer.serving({ _ in .response(answer) }) { server in
        let transport = URLSessionTransport(configuration: .init(bodyLimit: 500))
        let error = await thrown {
          let response = try await transport.send(try server.request())
          _ = try await response.body.bytes(upTo: 1 << 20)
        }
        #expect((error as? TransportError)?.code == .bodyTooLarge, "\(error)")
      }
    }
  }

  @Test("A reader that is slower than the server: every byte comes once, and what waits in memory is bounded")
  func slowReader() async throws {
    let blocks = 24
    let sent = Gate()
    try await LoopbackServer.serving({ _ in
      .steps(
        [.text("\(Self.head)Content-Length: \(blocks << 20)\r\n\r\n")]
          + (0..<blocks).map { .send([UInt8](repeating: UInt8($0), count: 1 << 20)) } + [.open(sent)])
    }) { server in
      let owner = SessionOwner(.init())
      let exchange = owner.start(URLRequest(url: try server.url()), limit: 1 << 30, clock: ContinuousClock())
      _ = try await exchange.head(within: .seconds(60))
      try await sent.wait()
      var count = 0
      while true {
        let chunk = try await exchange.next(within: .seconds(60))
        if chunk.isEmpty { break }
        // Each block of a mebibyte bears its number; samples are enough to see a gap, a repetition or a swap.
        for index in stride(from: 0, to: chunk.count, by: 4_093) {
          #expect(Int(chunk[index]) == (count + index) >> 20)
        }
        count += chunk.count
      }
      #expect(count == blocks << 20)
      #expect(exchange.peak < BodyBuffer.memoryLimit + 1 << 20)
      #expect(server.requests == 1)
    }
  }

  @Test("A transport that is gone leaves its bodies readable and closes its connections after them")
  func ownership() async throws {
    let gate = Gate()
    try await LoopbackServer.serving({ _ in
      .steps([.text("\(Self.head)Content-Length: 5\r\n\r\n"), .wait(gate), .text("abcde")])
    }) { server in
      let response = try await URLSessionTransport().send(try server.request())
      gate.open()
      #expect(try await response.body.bytes(upTo: 100) == Array("abcde".utf8))
    }
  }
}
