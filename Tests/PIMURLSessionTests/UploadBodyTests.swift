import Foundation
import PIMClient
import Synchronization
import TestSupport
import Testing

@testable import PIMURLSession

struct UploadBodyTests {
  /// So many pieces of 64 KiB, each filled with its number.
  private static func pieces(_ count: Int) -> HTTPBody {
    let number = Mutex(0)
    return HTTPBody(
      AsyncStream<[UInt8]>(unfolding: {
        let piece = number.withLock { number in
          number += 1
          return number - 1
        }
        return piece < count ? [UInt8](repeating: UInt8(truncatingIfNeeded: piece), count: 65_536) : nil
      }))
  }

  private static func expected(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 65_536) }
  }

  @Test("A short stream stays in memory, a long one goes into a file that goes with its holder")
  func longStreamsGoIntoAFile() async throws {
    let short = try await UploadBody(Self.pieces(16), limit: 1 << 30)
    #expect(short.file == nil)
    #expect(short.bytes == Self.expected(16))
    var long: UploadBody? = try await UploadBody(Self.pieces(40), limit: 1 << 30)
    let file = try #require(long?.file)
    #expect(long?.bytes == [])
    #expect(try Array(Data(contentsOf: file)) == Self.expected(40))
    let mode =
      try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
    long = nil
    #expect(!FileManager.default.fileExists(atPath: file.path(percentEncoded: false)))
  }

  @Test("A stream beyond the limit, or one that fails, leaves no file behind", arguments: [true, false])
  func failedStreamsLeaveNoFile(_ isTooLong: Bool) async throws {
    struct Broken: Error {}
    let before = try Self.uploads()
    // Both cases run at once.
    let mark: UInt8 = isTooLong ? 251 : 252
    let stream = AsyncThrowingStream<[UInt8], any Error> { continuation in
      for _ in 0..<40 { continuation.yield([UInt8](repeating: mark, count: 65_536)) }
      continuation.finish(throwing: Broken())
    }
    do {
      _ = try await UploadBody(HTTPBody(stream), limit: isTooLong ? 2_000_000 : 1 << 30)
      Issue.record("no error")
    } catch {
      #expect(isTooLong ? (error as? TransportError)?.code == .bodyTooLarge : error is Broken)
    }
    // Other tests make such files too, and remove theirs: none may stay that holds these bytes.
    for name in try Self.uploads().subtracting(before) {
      let url = FileManager.default.temporaryDirectory.appending(path: name)
      #expect((try? Data(contentsOf: url).first) != mark)
    }
  }

  private static func uploads() throws -> Set<String> {
    Set(
      try FileManager.default.contentsOfDirectory(
        atPath: FileManager.default.temporaryDirectory.path(percentEncoded: false)
      )
      .filter { $0.hasSuffix(".upload") })
  }

  @Test("A long stream arrives whole over HTTP, with its length", arguments: [1, 16, 17, 160])
  func streamsArrive(_ count: Int) async throws {
    let seen = Log<[UInt8]>()
    let lengths = Log<String?>()
    try await LoopbackServer.serving({ request in
      seen.add(request.body.bytesInMemory ?? [])
      lengths.add(request.headers["Content-Length"])
      return .response(HTTPResponse(status: 201))
    }) { server in
      let request = HTTPRequest(
        .post, try server.url("/x"), headers: ["Content-Type": "multipart/form-data; boundary=x"],
        body: Self.pieces(count), timeout: .seconds(600))  // not what is tested, and a busy machine takes its time
      let response = try await URLSessionTransport().send(request)
      #expect(response.status == 201)
    }
    #expect(seen.entries == [Self.expected(count)])
    #expect(lengths.entries == ["\(count * 65_536)"])
  }
}
