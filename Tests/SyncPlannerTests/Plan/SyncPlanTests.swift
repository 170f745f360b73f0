import CatalogModels
import Foundation
import Testing

@testable import SyncPlanner

struct SyncPlanTests {
  /// One action of each kind, with everything that an action can have.
  static let everyKind: [SyncAction] = SyncAction.Kind.allCases.enumerated().map { number, kind in
    SyncAction(
      kind, RecordKey(SyncFeed(rawValue: "feed/\(number % 3)"), "é \"\(number)\"\n"),
      fields: ["price": .number("12.5000") ?? .null, "nested": ["a": [1, .null], "": "\u{2028}"], "": "empty"],
      changedFields: ["price", ""], clearedFields: ["gone"], reason: "because of \"that\"\n",
      precondition: number % 2 == 0 ? Fingerprint(of: "old") : nil, fingerprint: Fingerprint(of: .int(number)),
      destinationID: "id/\(number)", dependencies: [RecordKey(.families, "f"), RecordKey(.productModels, "m")],
      stage: number % 4)
  }

  static func plan(_ actions: [SyncAction], memoryLimit: Int = 1 << 20, in folder: String? = nil) throws -> SyncPlan {
    var builder = PlanBuilder(memoryLimit: memoryLimit, folder: folder)
    for action in actions { try builder.append(action) }
    builder.count(collected: 9, unchanged: 2, in: .products)
    return try builder.seal(
      SyncPlan.Basis(
        scope: "scope", destination: "shop", mapping: "m", ledger: 3,
        checkpoints: ["main": ["at": "2024-01-01", "lines": try RawJSON(parsing: "[1,\n 2]".utf8)]]))
  }

  static func actions(of plan: SyncPlan) async throws -> [SyncAction] {
    try await plan.actions.all()
  }

  @Test("Actions are gathered up to a number, and not cut")
  func gathersUpTo() async throws {
    let plan = try Self.plan(Self.everyKind)
    let count = Self.everyKind.count
    #expect(try await plan.actions.all(upTo: count).count == count)
    await #expect {
      _ = try await plan.actions.all(upTo: count - 1)
    } throws: {
      ($0 as? SyncError)?.code == .tooMany
    }
  }

  @Test("Feeds are the names of an encoded dictionary's members")
  func feedsAreKeys() throws {
    let data = try JSONEncoder().encode([SyncFeed.products: 1])
    #expect(String(decoding: data, as: UTF8.self) == #"{"products":1}"#)
    let feeds: [SyncFeed] = ["products", SyncFeed("prices")]
    #expect(feeds == [.products, .prices])
  }

  @Test(
    "Actions come back as they were, in the order of their stages, from memory and from temporary files",
    arguments: [
      0, 700, 1 << 20,
    ])
  func ordersByStage(memoryLimit: Int) async throws {
    try await withTemporaryFolder { folder in
      let plan = try Self.plan(Self.everyKind, memoryLimit: memoryLimit, in: folder)
      let wanted = Self.everyKind.enumerated().sorted { ($0.element.stage, $0.offset) < ($1.element.stage, $1.offset) }
        .map(\.element)
      for _ in 0..<2 {
        let found = try await Self.actions(of: plan)
        #expect(found == wanted)
      }
      #expect(try POSIXFileSystem().names(in: folder).isEmpty, "no killed process leaves temporary files behind")
    }
  }

  @Test("A full disk while a plan is gathered is told apart")
  func namesFullDiskWhileGathering() throws {
    let files = FaultyFileSystem()
    files.limit(room: 100)
    var builder = PlanBuilder(memoryLimit: 0, folder: "tmp", files: files)
    let error = try #require(throws: SyncError.self) {
      for action in Self.everyKind { try builder.append(action) }
    }
    #expect(error.code == .diskFull)
  }

  @Test("A plan made with other fingerprints is stale")
  func refusesOtherFingerprints() throws {
    var basis = try Self.plan([]).basis
    try basis.check(scope: "scope", mapping: "m", destination: "shop")
    basis.fingerprintVersion += 1
    let error = try #require(throws: SyncError.self) { try basis.check() }
    #expect(error.code == .stalePlan)
  }

  @Test("A plan has the same digest wherever its lines lie, and another for any other content")
  func digestStandsForContent() throws {
    let plan = try Self.plan(Self.everyKind)
    #expect(try Self.plan(Self.everyKind, memoryLimit: 0).digest == plan.digest)
    #expect(SyncPlan.Digest(plan.digest.description) == plan.digest)
    #expect(SyncPlan.Digest("xyz") == nil)
    for place in Self.everyKind.indices {
      var actions = Self.everyKind
      actions.remove(at: place)
      #expect(try Self.plan(actions).digest != plan.digest)
    }
    var builder = PlanBuilder()
    for action in Self.everyKind { try builder.append(action) }
    builder.count(collected: 9, unchanged: 2, in: .products)
    var basis = plan.basis
    basis.ledger += 1
    #expect(try builder.seal(basis).digest != plan.digest)
  }

  @Test("The summary counts by feed and kind")
  func summarises() throws {
    let plan = try Self.plan(Self.everyKind)
    #expect(plan.summary.actions == 7)
    #expect(plan.summary.sent == 5)
    #expect(plan.summary[SyncFeed(rawValue: "feed/0")][.create] == 1)
    #expect(plan.summary[.products].collected == 9)
    #expect(plan.summary[.products].unchanged == 2)
    #expect(plan.summary[.families].actions == 0)
    #expect(!plan.isEmpty)
    #expect(try Self.plan(Self.everyKind.filter { $0.kind == .skip || $0.kind == .blocked }).isEmpty)
  }

  @Test(
    "A record's key that no ledger could hold is refused",
    arguments: ["", "a\u{0}b", String(repeating: "k", count: 1025)])
  func refusesBadKeys(id: String) throws {
    let error = try #require(throws: SyncError.self) {
      try Self.plan([SyncAction(.create, RecordKey(.products, id), reason: "r")])
    }
    #expect(error.code == .mapping)
  }

  @Test("F1: a plan goes through a file and comes back the same")
  func roundTripsThroughFile() async throws {
    try await withTemporaryFolder { folder in
      for plan in [
        try Self.plan(Self.everyKind), try Self.plan([]), try Self.plan(Self.everyKind, memoryLimit: 0, in: folder),
      ] {
        let url = URL(fileURLWithPath: folder + "/plan.jsonl")
        try await plan.write(to: url)
        let again = try SyncPlan(reading: url)
        #expect(again.basis == plan.basis)
        #expect(again.summary == plan.summary)
        #expect(again.digest == plan.digest)
        #expect(again.id == plan.id)
        #expect(try await Self.actions(of: again) == Self.actions(of: plan))
        // Each line is JSON of its own.
        for line in try Data(contentsOf: url).split(separator: 10) { _ = try RawJSON(parsing: line) }
        #expect(try POSIXFileSystem().names(in: folder).filter { $0.contains("part") }.isEmpty)
      }
    }
  }

  /// The bytes of a plan's file.
  static func bytes() throws -> [UInt8] {
    let files = FaultyFileSystem()
    try plan(Array(everyKind[..<2])).write(to: "x/plan", files: files)
    return try #require(files.bytes(of: "x/plan"))
  }

  static func read(_ bytes: [UInt8]) throws(SyncError) -> SyncPlan {
    let files = FaultyFileSystem()
    files.set(bytes, of: "x/plan")
    return try SyncPlan(reading: files.open("x/plan", .reading), named: "plan")
  }

  @Test("F1: a file cut short at any byte is no plan")
  func refusesTruncatedFile() throws {
    let bytes = try Self.bytes()
    _ = try Self.read(bytes)
    // Without the last line break nothing is missing.
    for length in 0..<(bytes.count - 1) {
      let error = try #require(throws: SyncError.self) { try Self.read(Array(bytes[..<length])) }
      #expect(error.code == .invalidPlan, "cut at \(length)")
    }
  }

  @Test("F1: a file altered in any byte is no plan")
  func refusesAlteredFile() throws {
    let bytes = try Self.bytes()
    for place in bytes.indices {
      var altered = bytes
      altered[place] = altered[place] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
      do {
        _ = try Self.read(altered)
        Issue.record("altered at \(place): \(String(decoding: altered[max(0, place - 20)...place], as: UTF8.self))")
      } catch {
        #expect([.invalidPlan, .newerVersion].contains(error.code), "altered at \(place)")
      }
    }
  }

  @Test("F1: lines that are added, removed, repeated or moved make it no plan")
  func refusesRearrangedFile() throws {
    let lines = try Self.bytes().split(separator: 10).map(Array.init)
    var variants: [[[UInt8]]] = [Array(lines.reversed()), lines + [lines[1]], [lines[0]] + lines, []]
    for place in lines.indices {
      var fewer = lines
      fewer.remove(at: place)
      var more = lines
      more.insert(lines[place], at: place)
      variants += [fewer, more]
    }
    var swapped = lines
    swapped.swapAt(1, 2)
    variants.append(swapped)
    for variant in variants {
      let error = try #require(throws: SyncError.self) { try Self.read(Array(variant.joined(separator: [10]))) }
      #expect(error.code == .invalidPlan)
    }
  }

  @Test("A plan of a newer version is refused as such")
  func refusesNewerPlan() throws {
    let text = String(decoding: try Self.bytes(), as: UTF8.self)
      .replacing("\"version\":1", with: "\"version\":2", maxReplacements: 1)
    let error = try #require(throws: SyncError.self) { try Self.read(Array(text.utf8)) }
    #expect(error.code == .newerVersion)
  }

  @Test("A file that is not there says so")
  func namesMissingFile() throws {
    let error = try #require(throws: SyncError.self) {
      try SyncPlan(reading: URL(fileURLWithPath: "/nonexistent/plan.jsonl"))
    }
    #expect(error.code == .fileSystem)
    #expect(error.message.contains("/nonexistent/plan.jsonl"))
  }

  @Test("A full disk leaves the file that was there before")
  func keepsOldFileOnFullDisk() throws {
    let plan = try Self.plan(Self.everyKind)
    for room in [0, 10, 500] {
      let files = FaultyFileSystem()
      files.set([1, 2, 3], of: "x/plan")
      files.limit(room: room)
      let error = try #require(throws: SyncError.self) { try plan.write(to: "x/plan", files: files) }
      #expect(error.code == .diskFull)
      #expect(files.bytes(of: "x/plan") == [1, 2, 3])
      #expect(files.names(in: "x") == ["plan"])
    }
  }

  @Test("The table for people shows counts, fields and reasons, and how much it leaves out")
  func showsTable() async throws {
    let table = try await Self.plan(Self.everyKind).table(limit: 2)
    #expect(table.contains("products"))
    #expect(table.contains("because of \"that\""))
    #expect(table.contains("and 5 more"))
    #expect(!table.contains("\u{2028}"))
    var builder = PlanBuilder()
    builder.count(collected: 1_234_567, in: .products)
    builder.count(collected: 1, unchanged: 1, in: .families)
    let plan = try builder.seal(SyncPlan.Basis(scope: "s", destination: "memory", mapping: "m1", ledger: 0))
    #expect(
      plan.summary.description == """
        feed      unchanged  collected
        families          1          1
        products          -  1,234,567
        all               1  1,234,568
        """)
  }
}
