import Foundation
import PIMClient
import Synchronization
import TestSupport

/// A server of one file, with the habits and faults that a test gives it.
final class MediaServer: HTTPTransport {
  struct Habits: Sendable {
    var bytes: [UInt8] = []
    var entityTag: String?
    var knowsRanges = true
    /// After how many bytes the body breaks off, for one answer after the other.
    var breaks: [Int] = []
    var chunk = 1_000
    /// Headers that replace the server's own.
    var headers: [String: String] = [:]
    var status: Int?
  }

  private let habits: Mutex<Habits>
  private let log = Log<RecordedRequest>()

  init(_ bytes: [UInt8], _ change: (inout Habits) -> Void = { _ in }) {
    var habits = Habits(bytes: bytes)
    change(&habits)
    self.habits = Mutex(habits)
  }

  var requests: [RecordedRequest] { log.entries }

  func change(_ change: (inout Habits) -> Void) { habits.withLock { change(&$0) } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let recorded = RecordedRequest(request, body: [])
    log.add(recorded)
    return habits.withLock { habits in
      var headers: HTTPHeaders = ["Content-Type": "image/png"]
      if let tag = habits.entityTag { headers["ETag"] = tag }
      if let tag = habits.entityTag, recorded.headers["If-None-Match"] == tag {
        return HTTPResponse(status: 304, headers: headers)
      }
      var start = 0
      var status = 200
      let isSame = recorded.headers["If-Range"].map { $0 == habits.entityTag } ?? true
      if habits.knowsRanges, isSame, let range = recorded.headers["Range"],
        let from = Int(range.dropFirst("bytes=".count).dropLast())
      {
        guard from < habits.bytes.count else { return HTTPResponse(status: 416) }
        start = from
        status = 206
        headers["Content-Range"] = "bytes \(from)-\(habits.bytes.count - 1)/\(habits.bytes.count)"
      }
      headers["Content-Length"] = "\(habits.bytes.count - start)"
      for (name, value) in habits.headers { headers[name] = value }
      let breaksAfter = habits.breaks.isEmpty ? nil : habits.breaks.removeFirst()
      let body = Self.chunks(habits.bytes[start...], of: habits.chunk, breaksAfter)
      return HTTPResponse(status: habits.status ?? status, headers: headers, body: body)
    }
  }

  private static func chunks(_ bytes: ArraySlice<UInt8>, of size: Int, _ breaksAfter: Int?) -> HTTPBody {
    HTTPBody(
      AsyncThrowingStream<[UInt8], any Error> { stream in
        let end = breaksAfter.map { bytes.startIndex + min($0, bytes.count) } ?? bytes.endIndex
        var place = bytes.startIndex
        while place < end {
          let next = min(place + size, end)
          stream.yield(Array(bytes[place..<next]))
          place = next
        }
        stream.finish(throwing: breaksAfter == nil ? nil : TransportError(.connectionLost, "test"))
      })
  }
}

/// A folder for one test, removed with its last holder.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "media-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The names of the files, in order.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false))) ?? []).sorted()
  }

  func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: url.path(percentEncoded: false) + "/" + name).map(Array.init)
  }

  func write(_ bytes: [UInt8], _ name: String) throws { try Data(bytes).write(to: url.appending(path: name)) }
}
