import Foundation
import PIMClient

/// Reads requests from a connection and writes answers to it.
struct LoopbackConnection {
  let socket: LoopbackSocket
  let origin: String
  private var buffer: [UInt8] = []

  init(_ socket: LoopbackSocket, origin: String) {
    self.socket = socket
    self.origin = origin
  }

  /// The next request, `nil` when the client closed or sent what is not HTTP.
  mutating func request() async -> HTTPRequest? {
    guard let head = await line(endingWith: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3, let url = URL(string: origin + words[1]) else { return nil }
    var headers = HTTPHeaders()
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers.append(
        name: String(parts[0]), value: parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
    if headers["Expect"]?.lowercased() == "100-continue" {
      _ = await socket.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    var body: [UInt8] = []
    if headers["Transfer-Encoding"]?.lowercased() == "chunked" {
      while let size = await chunkSize() {
        guard let chunk = await take(size + 2) else { return nil }
        body += chunk.dropLast(2)
        if size == 0 { break }
      }
    } else if let length = headers["Content-Length"].flatMap({ Int($0) }) {
      guard let bytes = await take(length) else { return nil }
      body = bytes
    }
    return HTTPRequest(HTTPMethod(rawValue: String(words[0])), url, headers: headers, body: HTTPBody(body))
  }

  /// Sends a response; whether the connection can be used again.
  func send(_ response: HTTPResponse, to method: HTTPMethod) async -> Bool {
    var head = "HTTP/1.1 \(response.status) \(response.status < 400 ? "OK" : "Error")\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    let bodiless = response.status == 204 || response.status == 304 || method.rawValue == "HEAD"
    if let bytes = response.body.bytesInMemory {
      if response.status != 204 { head += "Content-Length: \(bytes.count)\r\n" }
      return await socket.write(Array((head + "\r\n").utf8) + (bodiless ? [] : bytes))
    }
    let length = response.body.length
    head += length.map { "Content-Length: \($0)\r\n\r\n" } ?? "Transfer-Encoding: chunked\r\n\r\n"
    guard await socket.write(Array(head.utf8)) else { return false }
    do {
      for try await chunk in response.body {
        let framed =
          length == nil
          ? Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8) : chunk
        guard await socket.write(framed) else { return false }
      }
    } catch {
      return false
    }
    return length != nil ? true : await socket.write(Array("0\r\n\r\n".utf8))
  }

  /// Carries out steps, as far as the client goes along.
  func run(_ steps: [LoopbackAnswer.Step]) async {
    for step in steps {
      switch step {
      case .send(let bytes): guard await socket.write(bytes) else { return }
      case .text(let text): guard await socket.write(Array(text.utf8)) else { return }
      case .wait(let gate): do { try await gate.wait() } catch { return }
      case .open(let gate): gate.open()
      case .untilClientCloses(let gate):
        while await socket.read() != nil {}
        gate.open()
      case .reset: socket.reset()
      }
    }
  }

  private mutating func chunkSize() async -> Int? {
    guard let line = await line(endingWith: Array("\r\n".utf8)) else { return nil }
    return Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines), radix: 16)
  }

  private mutating func line(endingWith end: [UInt8]) async -> [UInt8]? {
    while true {
      if let range = buffer.firstRange(of: end) {
        defer { buffer.removeSubrange(..<range.upperBound) }
        return Array(buffer[..<range.lowerBound])
      }
      guard let more = await socket.read() else { return nil }
      buffer += more
    }
  }

  private mutating func take(_ count: Int) async -> [UInt8]? {
    while buffer.count < count {
      guard let more = await socket.read() else { return nil }
      buffer += more
    }
    defer { buffer.removeSubrange(..<count) }
    return Array(buffer[..<count])
  }
}
