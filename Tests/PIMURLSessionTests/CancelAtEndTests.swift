import PIMClient
import PIMURLSession
import TestSupport
import Testing

/// FoundationNetworking ends the process when a task is cancelled from two threads just as it ends, and when a cancelled
/// task is told how to go on with a redirect. Each test runs in a process of its own, which must live to its end.
struct CancelAtEndTests {
  @Test("A call that is cancelled as its connection breaks does not end the process")
  func brokenBody() async {
    let seed = UInt64.random(in: 0...UInt64.max)
    await #expect(processExitsWith: .success, "seed \(seed)") { [seed = seed as UInt64] in
      try await CancelAtEnd.rounds(400, seed: seed) { gate in
        .steps([
          .text("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n"), .send([UInt8](repeating: 0x78, count: 1_000)),
          .wait(gate),
        ])
      }
    }
  }

  @Test("A call that is cancelled as its answer ends does not end the process")
  func wholeBody() async {
    let seed = UInt64.random(in: 0...UInt64.max)
    await #expect(processExitsWith: .success, "seed \(seed)") { [seed = seed as UInt64] in
      try await CancelAtEnd.rounds(400, seed: seed) { gate in
        .steps([.text("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nfir"), .wait(gate), .text("st!")])
      }
    }
  }

  @Test("A call that is cancelled as it is redirected does not end the process")
  func redirect() async {
    let seed = UInt64.random(in: 0...UInt64.max)
    await #expect(processExitsWith: .success, "seed \(seed)") { [seed = seed as UInt64] in
      try await CancelAtEnd.rounds(400, seed: seed) { gate in
        .steps([.wait(gate), .text("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")])
      }
    }
  }
}

private enum CancelAtEnd {
  /// Makes calls, each on a transport of its own, and cancels each while the server ends its answer.
  ///
  /// - Parameter answer: What the server does; it ends the answer when the gate opens.
  static func rounds(_ count: Int, seed: UInt64, _ answer: @escaping @Sendable (Gate) -> LoopbackAnswer) async throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<count {
      let (seen, gate) = (Gate(), Gate())
      let (before, after) = (Int.random(in: 0..<4, using: &random), Int.random(in: 0..<40, using: &random))
      try await LoopbackServer.serving({ _ in
        seen.open()
        return answer(gate)
      }) { server in
        let url = try server.url()
        let call = Task {
          let response = try await URLSessionTransport().send(HTTPRequest(.get, url))
          for try await _ in response.body {}
        }
        try await seen.wait()
        for _ in 0..<before { await Task.yield() }
        gate.open()
        for _ in 0..<after { await Task.yield() }
        call.cancel()
        // It is either cancelled, or broken, or was faster than that.
        _ = await call.result
      }
    }
  }
}
