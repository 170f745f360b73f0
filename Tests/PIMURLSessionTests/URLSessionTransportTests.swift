import Foundation
import PIMClient
import TestSupport
import Testing

@testable import PIMURLSession

struct URLSessionTransportTests {
  private func text(_ response: HTTPResponse) async throws -> String {
    String(decoding: try await response.body.bytes(upTo: 1 << 24), as: UTF8.self)
  }

  @Test(
    "Method, path, headers and body arrive as they were given", arguments: ["GET", "POST", "PATCH", "PUT", "DELETE"])
  func requestArrives(_ method: String) async throws {
    let log = Log<RecordedRequest>()
    try await LoopbackServer.serving({ request in
      log.add(RecordedRequest(request, body: request.body.bytesInMemory ?? []))
      return .response(HTTPResponse(status: 200, headers: ["X-Answer": "yes"], body: HTTPBody("body")))
    }) { server in
      let body = method == "GET" ? "" : String(repeating: "0123456789", count: 500)
      let url = try server.url("/a%20b/7/5%2F?search=%7B%22a%22%3A%2B%7D&x=%26")
      let request = HTTPRequest(
        HTTPMethod(rawValue: method), url,
        headers: ["Authorization": "Bearer abc", "Content-Type": "application/vnd.akeneo.collection+json"],
        body: HTTPBody(body))
      let response = try await URLSessionTransport().send(request)
      #expect(response.status == 200)
      #expect(response.headers["x-answer"] == "yes")
      #expect(try await text(response) == "body")
      let seen = try #require(log.entries.first)
      #expect(seen.method == method)
      #expect(seen.path == "/a%20b/7/5%2F")
      #expect(seen.query == "search=%7B%22a%22%3A%2B%7D&x=%26")
      #expect(seen.headers["Authorization"] == "Bearer abc")
      #expect(seen.headers["Content-Type"] == "application/vnd.akeneo.collection+json")
      #expect(seen.bodyText == body)
      #expect(log.entries.count == 1)
    }
  }

  @Test(
    "Every status is a response and none an error",
    arguments: [200, 201, 204, 304, 400, 401, 403, 404, 414, 422, 429, 500, 503])
  func statusIsResponse(_ status: Int) async throws {
    try await LoopbackServer.serving({ _ in
      .response(
        HTTPResponse(
          status: status, headers: ["WWW-Authenticate": "Basic realm=\"x\"", "Retry-After": "15"],
          body: status == 204 || status == 304 ? .empty : HTTPBody("words")))
    }) { server in
      let response = try await URLSessionTransport().send(server.request())
      #expect(response.status == status)
      #expect(response.headers["Retry-After"] == "15")
      #expect(try await text(response) == (status == 204 || status == 304 ? "" : "words"))
      #expect(server.requests == 1)
    }
  }

  @Test("N20: redirects are returned and never followed", arguments: [301, 302, 303, 307, 308])
  func redirectIsReturned(_ status: Int) async throws {
    let trap = Log<String>()
    try await LoopbackServer.serving({ request in
      trap.add(request.headers["Authorization"] ?? "none")
      return .response(HTTPResponse(status: 200))
    }) { other in
      try await LoopbackServer.serving({ _ in
        .response(HTTPResponse(status: status, headers: ["Location": other.origin + "/x"], body: HTTPBody("moved")))
      }) { server in
        for method in [HTTPMethod.get, .post] {
          let request = HTTPRequest(
            method, try server.url(), headers: ["Authorization": "Bearer secret"],
            body: method == .post ? HTTPBody("{}") : .empty)
          let response = try await URLSessionTransport().send(request)
          #expect(response.status == status)
          #expect(response.headers["Location"] == other.origin + "/x")
          #expect(try await text(response) == "moved")
        }
        #expect(server.requests == 2)
      }
    }
    #expect(trap.entries.isEmpty)
  }

  @Test("Bodies in chunks and bodies with a length are read whole", arguments: [true, false])
  func bodiesAreWhole(_ isChunked: Bool) async throws {
    let pieces = (0..<300).map { [UInt8](repeating: UInt8($0 % 251), count: 1_000 + $0) }
    try await LoopbackServer.serving({ _ in
      let stream = AsyncStream<[UInt8]> { stream in
        for piece in pieces { stream.yield(piece) }
        stream.finish()
      }
      let length = pieces.reduce(0) { $0 + $1.count }
      return .response(HTTPResponse(status: 200, body: HTTPBody(stream, length: isChunked ? nil : length)))
    }) { server in
      let response = try await URLSessionTransport().send(server.request())
      let all = pieces.flatMap { $0 }
      #expect(response.body.length == (isChunked ? nil : all.count))
      #expect(try await response.body.bytes(upTo: 1 << 24) == all)
    }
  }

  @Test("gzip is asked for and decoded, and the headers no longer speak of it")
  func gzipIsDecoded() async throws {
    // "hello gzip hello gzip hello gzip\n", as gzip wrote it.
    let coded: [UInt8] = GzipSample.coded
    try await LoopbackServer.serving({ request in
      guard request.headers["Accept-Encoding"]?.contains("gzip") == true else {
        return .response(HTTPResponse(status: 500, body: HTTPBody("gzip was not asked for")))
      }
      return .response(
        HTTPResponse(status: 200, headers: ["Content-Encoding": "gzip"], body: HTTPBody(coded)))
    }) { server in
      let response = try await URLSessionTransport().send(server.request())
      #expect(try await text(response) == GzipSample.text)
      #expect(response.headers["Content-Encoding"] == nil)
      #expect(response.headers["Content-Length"] == nil)
    }
  }

  @Test("One connection serves calls that follow each other")
  func connectionIsReused() async throws {
    try await LoopbackServer.serving({ _ in .response(HTTPResponse(status: 200, body: HTTPBody("x"))) }) { server in
      let transport = URLSessionTransport()
      for _ in 0..<10 { _ = try await text(try await transport.send(server.request())) }
      #expect(server.requests == 10)
      #expect(server.connections == 1)
    }
  }

  @Test("No more connections are opened to a host than are allowed")
  func connectionsPerHost() async throws {
    let (gate, arrived) = (Gate(), Log<Int>())
    try await LoopbackServer.serving({ _ in
      arrived.add(1)
      try? await gate.wait()
      return .response(HTTPResponse(status: 200))
    }) { server in
      let transport = URLSessionTransport(configuration: .init(connectionsPerHost: 2))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 { group.addTask { _ = try await transport.send(try server.request()) } }
        try await until { arrived.entries.count >= 2 }
        gate.open()
        try await group.waitForAll()
      }
      #expect(server.requests == 8)
      #expect(server.connections <= 2)
    }
  }

  @Test("Cookies are neither kept nor sent")
  func noCookies() async throws {
    let cookies = Log<String?>()
    try await LoopbackServer.serving({ request in
      cookies.add(request.headers["Cookie"])
      return .response(HTTPResponse(status: 200, headers: ["Set-Cookie": "session=1; Path=/"]))
    }) { server in
      let transport = URLSessionTransport()
      for _ in 0..<2 { _ = try await text(try await transport.send(server.request())) }
      #expect(cookies.entries == [nil, nil])
    }
  }

  @Test("Answers are not cached")
  func noCache() async throws {
    try await LoopbackServer.serving({ _ in
      .response(
        HTTPResponse(
          status: 200, headers: ["Cache-Control": "max-age=3600", "ETag": "\"1\""], body: HTTPBody("x")))
    }) { server in
      let transport = URLSessionTransport()
      for _ in 0..<3 { _ = try await text(try await transport.send(server.request())) }
      #expect(server.requests == 3)
    }
  }

  @Test("The response is there as soon as its head is")
  func headComesFirst() async throws {
    let gate = Gate()
    try await LoopbackServer.serving({ _ in
      .steps([
        .text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"), .wait(gate), .text("0123456789"),
      ])
    }) { server in
      let response = try await URLSessionTransport().send(server.request())
      #expect(response.status == 200)
      #expect(response.body.length == 10)
      gate.open()
      #expect(try await text(response) == "0123456789")
    }
  }
}

/// A text and what `gzip` made of it.
enum GzipSample {
  static let text = String(repeating: "hello gzip ", count: 100)
  static let coded: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0x48, 0xAF, 0xCA,
    0x2C, 0x50, 0xC8, 0x18, 0x65, 0x8E, 0x32, 0x47, 0x99, 0xA3, 0x4C, 0x72, 0x99, 0x00, 0x4C, 0x56, 0xD7, 0x0F, 0x4C,
    0x04, 0x00, 0x00,
  ]
}
