import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct MediaFolderTests {
  private static let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) }
  private static let file = MediaSource.file("7/5/a.png", .product)
  private static let link = MediaSource.link(
    MediaAddress(prefix: "https://cdn.example.com/", value: "a", suffix: ".png"))

  private static func folder(
    _ temporary: TemporaryFolder, _ transport: any HTTPTransport,
    _ change: (inout MediaFolder.Options) -> Void = { _ in }
  ) throws -> MediaFolder {
    var options = MediaFolder.Options()
    change(&options)
    return try MediaFolder(temporary.url, from: ClientUnderTest.make(transport).media, options: options)
  }

  @Test("A file is on disk whole, under one name, with nothing beside it")
  func wholeFile() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes)
    let folder = try Self.folder(temporary, server)
    let saved = try await folder.save(MediaRequest(Self.file, size: Self.bytes.count))
    #expect(saved.way == .downloaded)
    #expect(temporary.names == [saved.entry.name])
    #expect(temporary.bytes(saved.entry.name) == Self.bytes)
    #expect(folder.url(of: saved.entry).lastPathComponent == saved.entry.name)
    #expect(server.requests.first?.headers["Authorization"] == "Bearer \(ClientUnderTest.token)")
  }

  @Test("An empty file is a file")
  func emptyFile() async throws {
    let temporary = try TemporaryFolder()
    let saved = try await Self.folder(temporary, MediaServer([])).save(MediaRequest(Self.file, size: 0))
    #expect(temporary.bytes(saved.entry.name) == [])
  }

  @Test("N33: a file that is on disk is not asked for again, one that was removed or cut is")
  func unchangedFile() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes)
    let folder = try Self.folder(temporary, server)
    let first = try await folder.save(MediaRequest(Self.file))
    #expect(try await folder.save(MediaRequest(Self.file), known: first.entry).way == .unchanged)
    #expect(server.requests.count == 1)
    try temporary.write([1, 2, 3], first.entry.name)
    #expect(try await folder.save(MediaRequest(Self.file), known: first.entry).way == .downloaded)
    #expect(temporary.bytes(first.entry.name) == Self.bytes)
  }

  @Test("N33: a link whose updated_at stayed is not asked for, otherwise its ETag decides")
  func unchangedLink() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { $0.entityTag = "\"one\"" }
    let folder = try Self.folder(temporary, server)
    var saved = try await folder.save(MediaRequest(Self.link, updated: "2026-04-22T07:39:37+0000"))
    saved = try await folder.save(MediaRequest(Self.link, updated: "2026-04-22T07:39:37+0000"), known: saved.entry)
    #expect(saved.way == .unchanged && server.requests.count == 1)

    saved = try await folder.save(MediaRequest(Self.link, updated: "2026-05-01T00:00:00+0000"), known: saved.entry)
    #expect(saved.way == .unchanged)
    #expect(saved.entry.updated == "2026-05-01T00:00:00+0000")
    #expect(server.requests.count == 2)
    #expect(server.requests.last?.headers["If-None-Match"] == "\"one\"")
    #expect(temporary.names == [saved.entry.name])

    server.change { habits in
      habits.bytes = [9, 9]
      habits.entityTag = "\"two\""
    }
    saved = try await folder.save(MediaRequest(Self.link), known: saved.entry)
    #expect(saved.way == .downloaded && saved.entry.entityTag == "\"two\"")
    #expect(temporary.bytes(saved.entry.name) == [9, 9])
  }

  @Test("N33: links are asked for without the PIM's token, files with it")
  func linkWithoutToken() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes)
    _ = try await Self.folder(temporary, server).save(MediaRequest(Self.link))
    let request = try #require(server.requests.first)
    #expect(request.url == "https://cdn.example.com/a.png")
    #expect(request.headers["Authorization"] == nil)
  }

  @Test("N26: links take nothing of the PIM's limits, files do")
  func linkOutsideLimits() async throws {
    let temporary = try TemporaryFolder()
    let limits = SharedLimits(callsAtOnce: 1, clock: ManualClock())
    let client = try ClientUnderTest.make(MediaServer(Self.bytes)) { $0.sharedLimits = limits }
    let folder = try MediaFolder(temporary.url, from: client.media)
    let slot = try await client.connection.caller.governor.acquire()
    #expect(try await folder.save(MediaRequest(Self.link)).way == .downloaded)
    let file = Task { try await folder.save(MediaRequest(Self.file)) }
    try await until { limits.slots.waitingCount == 1 }
    slot.release()
    #expect(try await file.value.way == .downloaded)
  }

  @Test("N33: a size that contradicts the metadata is an error, before or after the bytes", arguments: [true, false])
  func wrongSize(_ isAnnounced: Bool) async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { if !isAnnounced { $0.headers["Content-Length"] = "" } }
    for size in [Self.bytes.count - 1, Self.bytes.count + 1] {
      let folder = try Self.folder(temporary, server)
      let error = try await failure { () async throws(CatalogError) in
        try await folder.save(MediaRequest(Self.file, size: size))
      }
      #expect(error.code == .unexpectedContent)
      #expect(temporary.names.isEmpty)
    }
  }

  @Test("A file beyond the bound is refused, whether it says its size or not", arguments: [true, false])
  func tooLarge(_ isAnnounced: Bool) async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { if !isAnnounced { $0.headers["Content-Length"] = "" } }
    let folder = try Self.folder(temporary, server) { $0.largestFile = 9_999 }
    let error = try await failure { () async throws(CatalogError) in try await folder.save(MediaRequest(Self.file)) }
    #expect(error.code == .payloadTooLarge)
    #expect(temporary.names.isEmpty)
  }

  @Test("A web page in place of an image is refused")
  func webPage() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Array("<html>".utf8)) { $0.headers["Content-Type"] = "text/html; charset=utf-8" }
    let folder = try Self.folder(temporary, server)
    let error = try await failure { () async throws(CatalogError) in try await folder.save(MediaRequest(Self.link)) }
    #expect(error.code == .unexpectedContent)
    #expect(temporary.names.isEmpty)
  }

  @Test("The bytes go to disk as they come: never more than two pieces are on their way")
  func boundedMemory() async throws {
    let temporary = try TemporaryFolder()
    let part = temporary.url.path(percentEncoded: false) + "/" + MediaName.of(Self.file) + ".part"
    let count = 500
    let pieces = Pieces(count: count, size: 65_536) { sent in
      // When a piece is asked for, the ones before it are on disk.
      #expect((DiskFile.length(of: part) ?? 0) >= sent - 65_536)
    }
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(pieces)) }
    let saved = try await Self.folder(temporary, transport).save(MediaRequest(Self.file, size: count * 65_536))
    #expect(saved.entry.size == count * 65_536)
  }

  private struct Pieces: AsyncSequence, Sendable {
    let count: Int
    let size: Int
    let beforeNext: @Sendable (_ sent: Int) -> Void

    func makeAsyncIterator() -> Iterator { Iterator(pieces: self) }

    struct Iterator: AsyncIteratorProtocol {
      let pieces: Pieces
      var sent = 0

      mutating func next() async throws -> [UInt8]? {
        guard sent < pieces.count else { return nil }
        pieces.beforeNext(sent * pieces.size)
        sent += 1
        return [UInt8](repeating: UInt8(truncatingIfNeeded: sent), count: pieces.size)
      }
    }
  }
}
