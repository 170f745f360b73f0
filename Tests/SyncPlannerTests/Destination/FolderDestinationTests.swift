import CatalogModels
import Foundation
import Testing

@testable import SyncPlanner

struct FolderDestinationTests {
  static let products = "out/products.jsonl"

  static func text(_ files: FaultyFileSystem, _ path: String = products) -> String? {
    files.bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
  }

  static func action(
    _ kind: SyncAction.Kind, _ id: String, _ fields: [String: RawJSON] = [:], feed: SyncFeed = .products
  ) -> SyncAction {
    SyncAction(kind, RecordKey(feed, id), fields: fields, reason: "r")
  }

  static func read(_ destination: FolderDestination, _ ids: [String]) async throws -> [String: [String: RawJSON]] {
    var found: [String: [String: RawJSON]] = [:]
    for record in try await destination.read(ids.map { RecordKey(.products, $0) }) {
      found[record.key.id] = record.fields
    }
    return found
  }

  @Test("Changes are appended while a run goes on, and put in order at its end")
  func appendsAndTidiesUp() async throws {
    let files = FaultyFileSystem()
    let destination = try await FolderDestination("out", files: files)
    _ = try await destination.apply([Self.action(.create, "b", ["n": 1]), Self.action(.create, "a", ["n": 2])])
    _ = try await destination.apply([Self.action(.update, "b", ["n": .number("3.50") ?? .null])])
    _ = try await destination.apply([
      Self.action(.create, "c", ["n": 4]), Self.action(.delete, "a"), Self.action(.disable, "b"),
      Self.action(.disable, "gone"),
    ])
    #expect(
      Self.text(files) == """
        {"key":"b","record":{"n":1}}
        {"key":"a","record":{"n":2}}
        {"key":"b","record":{"n":3.50}}
        {"key":"c","record":{"n":4}}
        {"key":"a","deleted":true}
        {"key":"b","disabled":true,"record":{"n":3.50}}

        """)
    try await destination.finish()
    let tidy = """
      {"key":"b","disabled":true,"record":{"n":3.50}}
      {"key":"c","record":{"n":4}}

      """
    #expect(Self.text(files) == tidy)
    #expect(await destination.count(of: .products) == 2)
    let calls = files.calls.count
    try await destination.finish()
    #expect(files.calls.count == calls, "what is in order is left alone")
    await destination.close()
    let again = try await FolderDestination("out", files: files)
    try await again.finish()
    #expect(Self.text(files) == tidy)
    #expect(try await Self.read(again, ["a", "b", "c"]) == ["b": ["n": .number("3.5") ?? .null], "c": ["n": 4]])
  }

  @Test("Two folders have two identities, and one keeps its own")
  func keepsIdentity() async throws {
    let files = FaultyFileSystem()
    let first = try await FolderDestination("out", files: files)
    let identity = await first.capabilities.identity
    await first.close()
    let second = try await FolderDestination("out", files: files.afterPowerCut(keepingRest: false))
    #expect(await second.capabilities.identity == identity)
    let other = try await FolderDestination("other", files: files)
    #expect(await other.capabilities.identity != identity)
  }

  @Test("A batch torn at any byte leaves whole lines only, and what was confirmed before")
  func survivesTornLines() async throws {
    let files = FaultyFileSystem()
    var destination: FolderDestination? = try await FolderDestination("out", files: files)
    _ = try await destination?.apply([Self.action(.create, "a", ["n": 1])])
    let before = try #require(files.bytes(of: Self.products)).count
    _ = try await destination?.apply([Self.action(.update, "a", ["n": 2]), Self.action(.create, "b", ["n": 3])])
    let identity = try #require(files.bytes(of: "out/destination.json"))
    await destination?.close()
    destination = nil
    let whole = try #require(files.bytes(of: Self.products))
    let newline = try #require(whole[before...].firstIndex(of: 10))
    for length in (before + 1)...whole.count {
      // Cut short; with zeros to the old length; with zeros at first and the end written, as blocks may arrive.
      var hole = whole
      for place in before..<length { hole[place] = 0 }
      for torn in [
        Array(whole[..<length]), whole[..<length] + [UInt8](repeating: 0, count: whole.count - length), hole,
      ] {
        let files = FaultyFileSystem()
        files.set(identity, of: "out/destination.json")
        files.set(torn, of: Self.products)
        let destination = try await FolderDestination("out", files: files)
        let found = try await Self.read(destination, ["a", "b"])
        if torn == hole {
          #expect(found["a"] == ["n": 1], "hole to \(length)")
          #expect(found["b"] == (length <= newline ? ["n": 3] : nil), "hole to \(length)")
        } else {
          #expect(found["a"] == ["n": length > newline ? 2 : 1], "torn at \(length)")
          #expect(found["b"] == (length == whole.count ? ["n": 3] : nil), "torn at \(length)")
        }
        // It goes on from there.
        _ = try await destination.apply([Self.action(.create, "c", ["n": 4])])
        try await destination.finish()
        await destination.close()
        let again = try await FolderDestination("out", files: files)
        #expect(try await Self.read(again, ["a", "b", "c"]) == found.merging(["c": ["n": 4]]) { $1 })
      }
    }
  }

  @Test("A line in the middle that is damaged is refused, and nothing is changed")
  func refusesDamagedLine() async throws {
    let files = FaultyFileSystem()
    let damaged = Array("{\"key\":\"a\",\"record\":{}}\n{\"key\":\"b\",\"reco\n{\"key\":\"c\",\"record\":{}}\n".utf8)
    files.set(damaged, of: Self.products)
    let error = try await #require(throws: SyncError.self) { try await FolderDestination("out", files: files) }
    #expect(error.code == .corrupted)
    #expect(error.message.contains("byte 24"))
    #expect(files.bytes(of: Self.products) == damaged)
  }

  @Test(
    "A folder of a newer version, or with another's file in the identity's place, is refused and left alone",
    arguments: [
      ("{\"format\":\"catalog-sync-folder\",\"version\":2,\"identity\":\"x\"}\n", SyncError.Code.newerVersion),
      ("{\"name\":\"shop\"}", .corrupted), ("hello", .corrupted),
    ])
  func refusesForeignFolder(content: String, code: SyncError.Code) async throws {
    let files = FaultyFileSystem()
    files.set(Array(content.utf8), of: "out/destination.json")
    let error = try await #require(throws: SyncError.self) { try await FolderDestination("out", files: files) }
    #expect(error.code == code)
    #expect(Self.text(files, "out/destination.json") == content)
    #expect(files.calls.isEmpty)
  }

  @Test("Who comes second finds the folder locked")
  func locksFolder() async throws {
    let files = FaultyFileSystem()
    let first = try await FolderDestination("out", files: files)
    let error = try await #require(throws: SyncError.self) { try await FolderDestination("out", files: files) }
    #expect(error.code == .locked)
    await first.close()
    let closed = try await #require(throws: SyncError.self) { _ = try await first.apply([]) }
    #expect(closed.code == .destination)
    _ = try await FolderDestination("out", files: files)
  }

  @Test("A full disk fails the actions of that file alone, and what was there stands", arguments: 0..<50)
  func survivesFullDiskInFolder(room: Int) async throws {
    let files = FaultyFileSystem()
    let destination = try await FolderDestination("out", files: files)
    _ = try await destination.apply([Self.action(.create, "a", ["n": 1])])
    let before = Self.text(files)
    files.limit(room: room)
    let outcomes = try await destination.apply([
      Self.action(.update, "a", ["n": 2]),
      Self.action(.create, "b", ["text": .string(String(repeating: "x", count: 40))]),
    ])
    #expect(outcomes.allSatisfy { if case .failed(let reason) = $0 { reason.contains("no room") } else { false } })
    #expect(Self.text(files) == before)
    #expect(try await Self.read(destination, ["a", "b"]) == ["a": ["n": 1]])
    files.limit(room: nil)
    _ = try await destination.apply([Self.action(.create, "b", ["n": 2])])
    try await destination.finish()
    #expect(try await Self.read(destination, ["a", "b"]) == ["a": ["n": 1], "b": ["n": 2]])
  }

  @Test("F5: a power cut at any call leaves all that was confirmed", arguments: [false, true])
  func folderSurvivesPowerCuts(keepingRest: Bool) async throws {
    func work(_ files: FaultyFileSystem) async -> (sure: [String: Int], underWay: [String: Int]) {
      var (sure, underWay) = ([String: Int](), [String: Int]())
      guard let destination = try? await FolderDestination("out", files: files) else { return (sure, underWay) }
      for step in 0..<12 {
        let key = "k\(step % 4)"
        underWay = sure
        underWay[key] = step % 5 == 4 ? nil : step
        let outcomes = try? await destination.apply([
          step % 5 == 4 ? Self.action(.delete, key) : Self.action(.create, key, ["n": .int(step)])
        ])
        guard outcomes == [.applied()] else { return (sure, underWay) }
        sure = underWay
        if step % 3 == 2, (try? await destination.finish()) == nil { return (sure, underWay) }
      }
      return (sure, underWay)
    }
    let whole = FaultyFileSystem()
    _ = await work(whole)
    for call in 0...whole.calls.count {
      let files = FaultyFileSystem()
      files.goOff(afterCalls: call, lastWrite: 7)
      let truth = await work(files)
      let destination = try await FolderDestination("out", files: files.afterPowerCut(keepingRest: keepingRest))
      let found = try await Self.read(destination, (0..<4).map { "k\($0)" }).compactMapValues { $0["n"]?.int }
      #expect(found == truth.sure || found == truth.underWay, "off after call \(call)")
    }
  }

  @Test(
    "Every feed has a file of its own that names it",
    arguments: [
      ("products", "products.jsonl"), ("a/b", "a%2fb.jsonl"), ("..", "%2e%2e.jsonl"), ("é", "%c3%a9.jsonl"),
    ])
  func namesFiles(feed: String, name: String) {
    #expect(FolderFeed.fileName(of: SyncFeed(rawValue: feed)) == name)
    #expect(FolderFeed.feed(ofFile: name)?.rawValue == feed)
  }

  @Test("Files of others are left alone", arguments: ["notes.txt", "a b.jsonl", "%zz.jsonl", "a%2.jsonl", "%41.jsonl"])
  func leavesOthersFiles(name: String) async throws {
    let files = FaultyFileSystem()
    files.set([1, 2, 3], of: "out/" + name)
    let destination = try await FolderDestination("out", files: files)
    try await destination.finish()
    #expect(files.bytes(of: "out/" + name) == [1, 2, 3])
  }

  @Test("A record over several lines stays one line")
  func keepsRecordsOnOneLine() async throws {
    let files = FaultyFileSystem()
    let destination = try await FolderDestination("out", files: files)
    let value = try RawJSON(parsing: "{\n  \"a\": [1,\r\n 2]\n}".utf8)
    _ = try await destination.apply([Self.action(.create, "a", ["v": value])])
    #expect(Self.text(files)?.split(separator: "\n").count == 1)
    #expect(try await Self.read(destination, ["a"]) == ["a": ["v": value]])
  }
}
