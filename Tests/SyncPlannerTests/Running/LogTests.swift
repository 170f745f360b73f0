import CatalogModels
import Foundation
import PIMTesting
import Synchronization
import Testing

@testable import SyncPlanner

/// C13, C14, C15, C8: logs, cut from the events, and the support bundle.
struct LogTests {
  @Test(
    "C13: what went wrong while collecting and while transmitting stands in two logs, and what went well in a third")
  func errorLogs() async throws {
    var bench = RunBench()
    await bench.memory.answer(RunBench.key("a"), .rejected(reason: "the name is too short"))
    bench.mapping = StubMapping(map: { item in
      if item.key.id == "b" { throw SyncError(.mapping, "no price") }
      return [SyncRecord(item.key, fields: ["code": .string(item.key.id)])]
    })
    _ = try await bench.engine.sync()
    let collecting = try await bench.engine.log(.collecting)
    #expect(collecting.contains { $0.key == RunBench.key("b") && $0.text.contains("no price") })
    let transmitting = try await bench.engine.log(.transmitting)
    #expect(transmitting.contains { $0.key == RunBench.key("a") && $0.text.contains("too short") })
    #expect(!collecting.contains { $0.text.contains("too short") })
    bench.mapping = StubMapping()
    _ = try await bench.engine.sync()
    let activity = try await bench.engine.log(.activity)
    #expect(activity.contains { $0.key == RunBench.key("a") && $0.run == 2 && $0.text == "create: done" })
    #expect(activity.first.map { $0.number > 3 } == true)
    #expect(activity.map(\.number) == activity.map(\.number).sorted(by: >))

    bench.source = FailingSource()
    _ = try? await bench.engine.sync()
    #expect(try await bench.engine.log(.collecting, last: 1).first?.text.contains("could not be read") == true)
  }

  @Test("C14: payloads are logged on demand only", arguments: [false, true])
  func payloads(asked: Bool) async throws {
    var bench = RunBench()
    bench.policy.logs.payloads = asked
    _ = try await bench.engine.sync()
    let log = try await bench.engine.log(.payload)
    #expect(log.count == (asked ? 2 : 0))
    #expect(log.first?.detail?["action"]?["fields"]?["name"] == (asked ? "Product b" : nil))
    #expect(log.first?.detail?["outcome"] == (asked ? "done" : nil))
    let bundle = try await bench.engine.supportBundle().text
    #expect(!bundle.contains("Product b"))
    #expect(try await bench.engine.supportBundle(withPayloads: true).text.contains("Product b") == asked)
  }

  @Test("C15: a line for each feed and direction, with entities, milliseconds and megabytes")
  func profile() async throws {
    let bench = try Bench()
    let told = Mutex<[SyncReport.Profile]>([])
    let engine = SyncEngine(
      from: PIMSource(bench.client), to: bench.destination, remembering: bench.store, clock: TickingClock())
    _ = try await engine.sync(SyncScope(feeds: [.products, .families])) { event in
      if case .profile(let line) = event { told.withLock { $0.append(line) } }
    }
    let lines = told.withLock { $0 }
    let collected = try #require(lines.first { $0.direction == .collected && $0.feed == .products })
    #expect(collected.entities == 24)
    #expect(collected.bytes > 10_000)
    #expect(collected.milliseconds >= 1_000)
    let sent = try #require(lines.first { $0.direction == .sent && $0.feed == .products })
    #expect(sent.entities == 24)
    #expect(sent.bytes > 1_000)
    #expect(collected.description.hasPrefix("collected products: 24 entities, "))
    #expect(collected.description.hasSuffix(" MB"))
    #expect(try await engine.log(.profile).count == lines.count)
  }

  @Test("Logs are bounded on disk, and the newest entries stay")
  func bounded() async throws {
    var bench = RunBench()
    bench.policy.logs.entries = 10
    bench.items = Dictionary(uniqueKeysWithValues: (100..<140).map { ("p\($0)", 1) })
    for version in 1...3 {
      bench.items = bench.items.mapValues { _ in version }
      _ = try await bench.engine.sync()
    }
    for log in SyncLogEntry.Log.allCases {
      #expect(try await bench.store.rows(in: LogStore.table(of: log), after: nil, limit: 100).count <= 10)
    }
    let activity = try await bench.engine.log(.activity)
    #expect(activity.count == 10)
    #expect(activity.allSatisfy { $0.run == 3 })
    #expect(try await bench.engine.log(.activity, last: 3).count == 3)
  }

  @Test("C13: a bound that was lowered holds for what was kept before")
  func loweredBound() async throws {
    var bench = RunBench()
    bench.policy.logs = SyncPolicy.Logs(entries: 40, runs: 8, payloads: true)
    bench.items = Dictionary(uniqueKeysWithValues: (100..<150).map { ("p\($0)", 1) })
    for version in 1...10 {
      bench.items = bench.items.mapValues { _ in version }
      _ = try await bench.engine.sync()
    }
    func rows(_ log: SyncLogEntry.Log) async throws -> Int {
      try await bench.store.rows(in: LogStore.table(of: log), after: nil, limit: 1_000).count
    }
    #expect(try await rows(.activity) == 40)
    #expect(try await rows(.payload) == 40)
    #expect(try await bench.engine.history(last: 100).count == 8)
    bench.policy.logs = SyncPolicy.Logs(entries: 10, runs: 3)
    _ = try await bench.engine.sync()
    // A log that is no longer written to is bounded like the others.
    for log in SyncLogEntry.Log.allCases { #expect(try await rows(log) <= 10) }
    #expect(try await bench.engine.log(.activity).allSatisfy { $0.run > 9 })
    #expect(try await bench.engine.history(last: 100).map(\.number).sorted() == [9, 10, 11])
  }

  @Test("C8: a failed run leaves a support bundle, which outlasts later runs and holds no secret")
  func supportBundle() async throws {
    struct Leaky: SyncSource {
      func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
        throw SyncError(
          .source,
          "The host said: Authorization: Bearer abcdef1234567890abcdef, password=hunter22 at https://me:pw@pim.test/x")
      }
    }
    var bench = RunBench()
    #expect(try await bench.engine.failureBundle() == nil)
    bench.source = Leaky()
    _ = try? await bench.engine.sync()
    bench.source = nil
    _ = try await bench.engine.sync()
    let bundle = try #require(try await bench.engine.failureBundle())
    #expect(bundle["last"]?["failure"]?["code"] == "source")
    #expect(bundle["versions"]?["mapping"] == "stub.1")
    #expect(bundle["collecting"]?.elements.isEmpty == false)
    for secret in ["abcdef1234567890", "hunter22", "me:pw"] { #expect(!bundle.text.contains(secret)) }
    #expect(bundle.text.contains("pim.test"))

    try await withTemporaryFolder { folder in
      let file = URL(fileURLWithPath: folder + "/bundle.json")
      try await bench.engine.writeSupportBundle(to: file)
      let read = try RawJSON(parsing: Data(contentsOf: file))
      #expect(read["format"] == "catalog-sync-support")
      #expect(read["history"]?.elements.count == 2)
    }
  }

  @Test(
    "What looks like a secret is taken out of texts, and what does not stays",
    arguments: [
      ("token: abc", "token: (removed)"), ("the token has expired", "the token has expired"),
      ("client_secret=abc&x=1", "client_secret=(removed)&x=1"), ("Bearer 0123456789abcdef", "Bearer (removed)"),
      ("https://u:p@host/path", "https://(removed)@host/path"), ("https://host/path", "https://host/path"),
      ("\"password\":\"x y\"", "\"password\":\"(removed)\""), ("nothing", "nothing"), ("", ""),
      ("password=\"a,b;c\" x", "password=\"(removed)\" x"), ("password='a b' x", "password='(removed)' x"),
      (#"{"password":"a\"b c","x":1}"#, #"{"password":"(removed)","x":1}"#),
      (#"{\"password\":\"a b\",\"x\":1}"#, #"{\"password\":\"(removed)\",\"x\":1}"#),
      (#"{\"password\":\"a\\\"b c\",\"x\":1}"#, #"{\"password\":\"(removed)\",\"x\":1}"#),
      ("password=\"cut off", "password=\"(removed)"),
      ("X-API-Key: abc", "X-API-Key: (removed)"), ("X-Shopify-Access-Token: abc", "X-Shopify-Access-Token: (removed)"),
      ("aws_secret_access_key = a/b+c", "aws_secret_access_key = (removed)"), ("id_token=abc", "id_token=(removed)"),
      ("?sig=a%3D&x=1", "?sig=(removed)&x=1"), ("access_key=abc", "access_key=(removed)"),
      ("secret=mytoken", "secret=(removed)"), ("Basic YWI6Y2Q=", "Basic (removed)"), ("Bearer a1", "Bearer (removed)"),
      ("Authorization: Bearer ab, x", "Authorization: Bearer (removed), x"),
      ("Authorization: token abc", "Authorization: token (removed)"),
      ("[\"Authorization\": \"Bearer abc def\"]", "[\"Authorization\": \"Bearer (removed) def\"]"),
      ("Authorization: Digest username=\"x\", response=abc\nnext", "Authorization: (removed)\nnext"),
      ("Cookie: a=b; c=d\nnext", "Cookie: (removed)\nnext"), ("a basic price is missing", "a basic price is missing"),
      ("the token authentication failed", "the token authentication failed"),
      ("invalid token 0123456789abcdef", "invalid token (removed)"),
      ("fields \"token\",\"name\"", "fields \"token\",\"name\""),
      ("https://u:p@ss@host/a@2x.png", "https://(removed)@host/a@2x.png"),
      ("https://host/a@2x.png", "https://host/a@2x.png"),
    ])
  func secrets(text: String, cleared: String) {
    #expect(Secrets.removed(from: text) == cleared)
  }

  @Test("A list that names a secret beside its value is cleared of it")
  func namedValues() throws {
    let json: RawJSON = [
      "headers": [["name": "X-Api-Key", "value": "abc"], ["name": "Accept", "value": "a/b"]], "tokens": ["a"],
    ]
    #expect(
      json.withoutSecrets == [
        "headers": [["name": "X-Api-Key", "value": "(removed)"], ["name": "Accept", "value": "a/b"]],
        "tokens": "(removed)",
      ])
  }

  @Test("C8: a bundle is readable by its own user alone, follows no link, and leaves no draft behind")
  func bundleFile() async throws {
    let bench = RunBench()
    try await withTemporaryFolder { folder in
      let other = folder + "/other"
      #expect(FileManager.default.createFile(atPath: other, contents: Data("mine".utf8)))
      try FileManager.default.createSymbolicLink(atPath: folder + "/bundle.json.part", withDestinationPath: other)
      try await bench.engine.writeSupportBundle(to: URL(fileURLWithPath: folder + "/bundle.json"))
      #expect(FileManager.default.contents(atPath: other) == Data("mine".utf8))
      #expect(try POSIXFileSystemTests.rights(of: folder + "/bundle.json") == 0o600)
      #expect(try POSIXFileSystem().names(in: folder) == ["bundle.json", "other"])
    }
    let files = FaultyFileSystem()
    files.limit(room: 3)
    let error = #expect(throws: SyncError.self) { try SyncEngine.write(["a": "long enough"], to: "x/bundle", files) }
    #expect(error?.code == .diskFull)
    #expect(files.bytes(of: "x/bundle.part") == nil)
  }

  @Test(
    "Dates are written in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_700_000_000, "2023-11-14T22:13:20Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (-1, "1969-12-31T23:59:59Z"), (4_102_444_799, "2099-12-31T23:59:59Z"),
    ])
  func dates(seconds: Int, text: String) {
    #expect(Date(timeIntervalSince1970: Double(seconds)).utcText == text)
  }
}
