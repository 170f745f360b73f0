internal import CatalogModels
internal import PIMClient

/// That bytes are carried as they are.
extension TransportProbe {
  func methods() async throws {
    for method in [HTTPMethod.get, .post, .patch, .put, .delete] {
      let body: HTTPBody = method == .get || method == .delete ? .empty : HTTPBody("{}")
      let seen = try await echo(method, body: body)["method"]?.string
      try require(seen == method.rawValue, "\(method) arrived as \(seen ?? "nothing")")
    }
  }

  func addresses() async throws {
    for address in [
      "/echo", "/echo/a%20b", "/echo/a%2Fb/c", "/echo/%C3%A9t%C3%A9%23%3F", "/echo/a+b,c:d@e;f=g!h",
      "/echo?search=%7B%22a%22%3A%5B1%5D%7D&plus=%2B&space=%20&amp=%26", "/echo?empty=&none",
    ] {
      let seen = try await echo(.get, address)["address"]?.string
      try require(seen == address, "\(address) arrived as \(seen ?? "nothing")")
    }
  }

  func requestHeaders() async throws {
    let sent: HTTPHeaders = [
      "Authorization": "Bearer abc.DEF-123", "Accept": "application/json", "Content-Type": "application/json",
      "X-Spaces": "one two  three", "X-Signs": "a=\"b\"; c, d: e", "If-None-Match": "\"tag\"",
    ]
    let seen = try await echo(.post, headers: sent, body: HTTPBody("{}"))["headers"]
    for (name, value) in sent {
      let got = seen?[name.lowercased()]?.string
      try require(got == value, "\(name): \"\(value)\" arrived as \(got.map { "\"\($0)\"" } ?? "nothing")")
    }
  }

  func responseHeaders() async throws {
    let response = try await send(.get, "/headers")
    for (name, value) in [("X-Plain", "plain"), ("x-plain", "plain"), ("X-Lower", "a: b; c=\"d\"")] {
      let got = response.headers[name]
      try require(got == value, "\(name) should be \"\(value)\" and is \(got.map { "\"\($0)\"" } ?? "missing")")
    }
    let twice = response.headers.filter { $0.name.lowercased() == "x-twice" }.map(\.value)
    try require(
      twice == ["one", "two"] || twice == ["one, two"] || twice == ["one,two"],
      "the two values of X-Twice came as \(twice)")
  }

  func requestBodies() async throws {
    for size in [0, 1, 1_000, 2_000_000] {
      let bytes = TransportConformance.Server.pattern(size)
      try await sendBody(HTTPBody(bytes), bytes, "\(size) bytes")
    }
    let pieces = TransportConformance.Server.pattern(300_000)
    func stream() -> AsyncStream<[UInt8]> {
      AsyncStream { continuation in
        for start in stride(from: 0, to: pieces.count, by: 70_000) {
          continuation.yield(Array(pieces[start..<min(start + 70_000, pieces.count)]))
        }
        continuation.finish()
      }
    }
    try await sendBody(HTTPBody(stream(), length: pieces.count), pieces, "pieces of known length")
    try await sendBody(HTTPBody(stream()), pieces, "pieces of unknown length")
  }

  private func sendBody(_ body: HTTPBody, _ bytes: [UInt8], _ what: String) async throws {
    let seen = try await echo(.post, headers: ["Content-Type": "application/octet-stream"], body: body)
    let length = seen["length"]?.int
    try require(length == bytes.count, "\(what): \(length.map(String.init) ?? "no") bytes arrived")
    try require(
      seen["checksum"]?.string == TransportConformance.Server.checksum(bytes),
      "\(what): other bytes arrived than were sent")
  }

  func responseBodies() async throws {
    for (size, isChunked) in [(0, false), (1, false), (3_000_000, false), (1, true), (3_000_000, true)] {
      let response = try await send(.get, "/bytes?count=\(size)\(isChunked ? "&chunked=1" : "")")
      let bytes = try await response.body.bytes(upTo: 4_000_000)
      let what = "\(size) bytes \(isChunked ? "in chunks" : "of known length")"
      try require(bytes.count == size, "\(what) came as \(bytes.count) bytes")
      try require(bytes == TransportConformance.Server.pattern(size), "\(what) came as other bytes")
      if let length = response.body.length {
        try require(length == size, "\(what): the body says that it has \(length)")
      }
    }
  }

  func statuses() async throws {
    for status in [
      200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 405, 406, 407, 409, 413, 414, 415, 416, 422, 429, 500, 502, 503,
      504, 599,
    ] {
      let response: HTTPResponse
      do {
        response = try await send(.get, "/status/\(status)")
      } catch {
        throw ConformanceFailure(rule: rule, "status \(status) was thrown", underlying: error)
      }
      try require(response.status == status, "status \(status) came as \(response.status)")
      let bytes = try await response.body.bytes(upTo: 10_000)
      let expected = status == 204 || status == 304 ? "" : "status \(status)"
      try require(bytes == Array(expected.utf8), "status \(status) came without its body")
    }
  }

  func redirects() async throws {
    for status in [301, 302, 303, 307, 308] {
      for method in [HTTPMethod.get, .post] {
        let response = try await send(
          method, "/redirect/\(status)?id=\(id)", headers: ["Authorization": "Bearer secret"],
          body: method == .post ? HTTPBody("{}") : .empty)
        try require(
          response.status == status, "\(method): a redirect with status \(status) came back as \(response.status)")
        try require(
          response.headers["Location"]?.hasSuffix("/landed?id=\(id)") == true, "\(method): Location was lost")
        _ = try await response.body.bytes(upTo: 10_000)
      }
    }
    let landed = try await count()
    try require(landed == 0, "\(landed) redirects were followed")
  }

  func noRetries() async throws {
    for (place, status) in [429, 500, 503].enumerated() {
      let response = try await send(.get, "/once/\(status)?id=\(id)")
      _ = try await response.body.bytes(upTo: 10_000)
      let sent = try await count()
      try require(sent == place + 1, "a request that got \(status) was sent \(sent - place) times")
    }
  }

  func noMemory() async throws {
    for _ in 0..<2 {
      let seen = try await text("/cookie")
      try require(seen == "none", "a cookie was kept and sent: \(seen)")
    }
    for place in 1...2 {
      _ = try await text("/landed?id=\(id)")
      let seen = try await count()
      try require(seen == place, "an answer came from a cache")
    }
  }
}
