import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct MediaResumeTests {
  private static let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 13 &+ $0 / 256) }
  private static let file = MediaSource.file("7/5/a.png", .asset)
  private static let link = MediaSource.link(MediaAddress(value: "https://cdn.example.com/a.png?sig=secret"))

  @Test("A download that breaks off goes on where it broke, where the server knows ranges")
  func resumesWithinACall() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { $0.breaks = [4_500, 2_000] }
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.file, size: 10_000))
    #expect(saved.way == .resumed(at: 6_500))
    #expect(temporary.bytes(saved.entry.name) == Self.bytes)
    #expect(server.requests.map { $0.headers["Range"] } == [nil, "bytes=4500-", "bytes=6500-"])
    #expect(temporary.names == [saved.entry.name])
  }

  @Test("A download that breaks off begins anew where the server sends everything again")
  func restartsOn200() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { habits in
      habits.breaks = [4_500]
      habits.knowsRanges = false
    }
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.file, size: 10_000))
    #expect(saved.way == .downloaded)
    #expect(temporary.bytes(saved.entry.name) == Self.bytes)
    #expect(server.requests.map { $0.headers["Range"] } == [nil, "bytes=4500-"])
  }

  @Test("What arrived before the process ended is not asked for again")
  func resumesInALaterRun() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { $0.breaks = [4_500] }
    let impatient = try ClientUnderTest.make(server) { $0.retry = .never }
    let error = try await failure { () async throws(CatalogError) in
      try await MediaFolder(temporary.url, from: impatient.media).save(MediaRequest(Self.file))
    }
    #expect(error.code == .connectionLost)
    #expect(temporary.bytes(MediaName.of(Self.file) + ".part") == Array(Self.bytes[..<4_500]))
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.file))
    #expect(saved.way == .resumed(at: 4_500))
    #expect(temporary.bytes(saved.entry.name) == Self.bytes)
  }

  @Test("N33: a link goes on only while its ETag is the same one", arguments: [true, false])
  func linkChangedInBetween(_ isChanged: Bool) async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { habits in
      habits.breaks = [4_500]
      habits.entityTag = "\"one\""
    }
    let impatient = try ClientUnderTest.make(server) { $0.retry = .never }
    _ = try await failure { () async throws(CatalogError) in
      try await MediaFolder(temporary.url, from: impatient.media).save(MediaRequest(Self.link))
    }
    let other = Array(Self.bytes.reversed())
    if isChanged {
      server.change { habits in
        habits.bytes = other
        habits.entityTag = "\"two\""
      }
    }
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.link))
    #expect(server.requests.last?.headers["If-Range"] == "\"one\"")
    #expect(saved.way == (isChanged ? .downloaded : .resumed(at: 4_500)))
    #expect(temporary.bytes(saved.entry.name) == (isChanged ? other : Self.bytes))
    #expect(temporary.names == [saved.entry.name])
  }

  @Test("N33: a link without a strong ETag begins anew", arguments: [nil, "W/\"one\""])
  func weakTag(_ tag: String?) async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { habits in
      habits.breaks = [4_500]
      habits.entityTag = tag
    }
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.link))
    #expect(saved.way == .downloaded)
    #expect(server.requests.map { $0.headers["Range"] } == [nil, nil])
    #expect(temporary.bytes(saved.entry.name) == Self.bytes)
  }

  @Test("A part that the server's file does not reach is thrown away", arguments: [10_000, 20_000])
  func unsatisfiableRange(_ length: Int) async throws {
    let temporary = try TemporaryFolder()
    try temporary.write([UInt8](repeating: 1, count: length), MediaName.of(Self.file) + ".part")
    let server = MediaServer(Self.bytes)
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.file))
    #expect(saved.way == .downloaded)
    #expect(temporary.bytes(saved.entry.name) == Self.bytes)
  }

  @Test(
    "A 206 that is not what was asked for is not believed",
    arguments: ["bytes 0-9999/10000", "bytes 4499-9999/10000", "bytes */10000", "items 4500-9999/10000", ""])
  func wrongRange(_ range: String) async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { habits in
      habits.breaks = [4_500]
      habits.headers["Content-Range"] = range
    }
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.file))
    #expect(saved.way == .downloaded)
    #expect(temporary.bytes(saved.entry.name) == Self.bytes)
  }

  @Test("A download that makes no progress is given up after the policy's retries, and keeps what it has")
  func givesUp() async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes) { $0.breaks = [100] + Array(repeating: 0, count: 100) }
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(server) { $0.retry.retries = 3 }.media)
    let error = try await failure { () async throws(CatalogError) in try await folder.save(MediaRequest(Self.file)) }
    #expect(error.code == .connectionLost)
    #expect(server.requests.count == 4)
    #expect(temporary.bytes(MediaName.of(Self.file) + ".part")?.count == 100)
  }

  @Test("A part that somebody else is writing is left alone")
  func lockedPart() async throws {
    let temporary = try TemporaryFolder()
    let other = try PartialFile(MediaName.of(Self.file), in: temporary.url.path(percentEncoded: false))
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(MediaServer(Self.bytes)).media)
    let error = try await failure { () async throws(CatalogError) in try await folder.save(MediaRequest(Self.file)) }
    #expect(error.code == .fileSystem)
    #expect(other.length == 0)
  }

  @Test(
    "What Content-Range says",
    arguments: [
      ("bytes 0-0/1", 0, 1), ("bytes 100-199/200", 100, 200), ("Bytes 5-9/*", 5, nil), ("bytes 9-5/20", nil, nil),
      ("bytes 5-9/9", nil, nil), ("bytes -5/9", nil, nil), ("bytes 1-2", nil, nil), ("bytes 1-+2/9", nil, nil),
    ] as [(String, Int?, Int?)])
  func contentRange(_ text: String, _ start: Int?, _ total: Int?) {
    let range = ContentRange(text)
    #expect(range?.start == start)
    #expect(range?.total == total)
  }

  private static let hostileTags = ["\"x\"\r\nX-Forwarded-User: admin", "\"x\u{7F}\"", "\"x", "x", ""]

  @Test("A tag beside a part that somebody else wrote reaches no header: the file is had anew", arguments: hostileTags)
  func hostileTagFile(_ tag: String) async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes)
    let name = MediaName.of(Self.link)
    try temporary.write(Array(Self.bytes[..<4_500]), name + ".part")
    try temporary.write(Array(tag.utf8), name + ".tag")
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.link))
    #expect(saved.way == .downloaded)
    #expect(server.requests.map { $0.headers["If-Range"] } == [nil])
    #expect(temporary.bytes(name) == Self.bytes)
  }

  @Test("A tag of a state that somebody else wrote reaches no header", arguments: hostileTags.prefix(2))
  func hostileTagInState(_ tag: String) async throws {
    let temporary = try TemporaryFolder()
    let server = MediaServer(Self.bytes)
    let name = MediaName.of(Self.link)
    try temporary.write(Self.bytes, name)
    let known = MediaState.Entry(name: name, size: Self.bytes.count, entityTag: tag, updated: nil)
    let saved = try await MediaFolder(temporary.url, from: ClientUnderTest.make(server).media)
      .save(MediaRequest(Self.link), known: known)
    #expect(saved.way == .downloaded)
    #expect(server.requests.map { $0.headers["If-None-Match"] } == [nil])
  }
}
