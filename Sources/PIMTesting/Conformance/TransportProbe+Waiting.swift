internal import PIMClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// That waits end when they should, and that what breaks is an error.
extension TransportProbe {
  func streaming() async throws {
    let response = try await send(.get, "/held?id=\(id)", timeout: .seconds(60))
    var iterator = response.body.makeAsyncIterator()
    var received: [UInt8] = []
    while received.count < 1_000, let chunk = try await iterator.next() { received += chunk }
    try require(received.count == 1_000, "\(received.count) of 1,000 bytes came before the rest was released")
    _ = try await text("/release?id=\(id)")
    while let chunk = try await iterator.next() { received += chunk }
    try require(
      received == TransportConformance.Server.pattern(2_000), "the rest of the body did not come, or came otherwise")
  }

  func parallelCalls() async throws {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask { try await send(.get, "/together?id=\(id)&count=4", timeout: .seconds(60)).status }
      }
      for try await status in group { try require(status == 200, "one of four calls at once got \(status)") }
    }
  }

  func abandonedBodies() async throws {
    for _ in 0..<6 {
      let response = try await send(.get, "/bytes?count=3000000")
      try require(response.status == 200, "the status is \(response.status)")
    }
    let seen = try await text("/status/200")
    try require(seen == "status 200", "a call after abandoned bodies came back wrong")
  }

  func cancellation(_ path: String) async throws {
    let started = FaultGate()
    let task = Task {
      let response = try await send(.get, "/\(path)?id=\(id)", timeout: .seconds(60))
      for try await _ in response.body { started.open() }
    }
    while try await count() == 0 { await Task.yield() }
    if path == "stall" { try await started.pass() }
    task.cancel()
    let error = try await failure("a cancelled call") { try await task.value }
    try require(error is CancellationError, "CancellationError was expected, not \(error)")
  }

  func timeout(_ path: String) async throws {
    let error = try await transportFailure("a call that times out") {
      let response = try await send(.get, "/\(path)?id=\(id)", timeout: .milliseconds(300))
      try require(path == "stall", "a head came where none was sent")
      _ = try await response.body.bytes(upTo: 10_000)
    }
    try require(error.code == .timedOut, "the code should be timedOut, and is \(error.code)")
  }

  func nobodyThere() async throws {
    // Port 1 of the loopback: nobody has served it for decades.
    guard let url = URL(string: "http://127.0.0.1:1/") else { return }
    let error = try await transportFailure("a call to nobody") {
      _ = try await transport.send(HTTPRequest(.get, url, timeout: .seconds(60)))
    }
    try require(error.code.isTransient, "the code should be a transient one, and is \(error.code)")
  }

  func connectionLostBeforeHead() async throws {
    let error = try await transportFailure("a connection that closes before the head") {
      _ = try await send(.post, "/close?id=\(id)", body: HTTPBody("{}"))
    }
    try require(error.code.isTransient, "the code should be a transient one, and is \(error.code)")
    let sent = try await count()
    try require(sent == 1, "the request was sent \(sent) times")
  }

  func connectionLostInBody() async throws {
    for query in ["after=0", "after=1000", "after=200000", "after=1000&chunked=1", "after=200000&chunked=1"] {
      let error = try await transportFailure("a connection that breaks in the body (\(query))") {
        let response = try await send(.get, "/broken?\(query)")
        let bytes = try await response.body.bytes(upTo: 1_000_000)
        throw ConformanceFailure(rule: rule, "\(query): a body that broke off was taken as one of \(bytes.count) bytes")
      }
      try require(error.code.isTransient, "\(query): the code should be a transient one, and is \(error.code)")
    }
  }

  func notHTTP() async throws {
    let error = try await transportFailure("what is not HTTP") { _ = try await send(.get, "/garbage") }
    try require(error.code != .timedOut, "what is not HTTP was waited for until the timeout")
  }

  func bodyLimit() async throws {
    for query in ["count=3000000", "count=3000000&chunked=1"] {
      let response = try await send(.get, "/bytes?\(query)")
      let error = try await transportFailure("a body of more bytes than are accepted") {
        _ = try await response.body.bytes(upTo: 1_000)
      }
      try require(error.code == .bodyTooLarge, "the code should be bodyTooLarge, and is \(error.code)")
    }
    let seen = try await text("/status/200")
    try require(seen == "status 200", "a call after a body that was too large came back wrong")
  }
}
