import CatalogJSON
import CatalogModels
import PIMClient
import Synchronization
import TestSupport
import Testing

/// A PIM that takes bulk updates and says of each line what a rule says of it.
struct BulkServer {
  /// What becomes of a line, by its key.
  var status: @Sendable (String) -> Int = { _ in 204 }
  /// What becomes of a whole request, by its lines and bytes; `nil` for the lines' own statuses.
  var refusal: @Sendable (_ keys: [String], _ bytes: Int) -> Int? = { _, _ in nil }
  var isArray = false

  static func keys(_ body: [UInt8]) -> [String] {
    let whole = try? JSONSlice(parsing: body)
    let objects =
      whole?.kind == .array
      ? Array(whole?.elements ?? JSONSlice.emptyArray.elements)
      : body.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONSlice(parsing: Array($0)) }
    return objects.compactMap { $0["code"]?.string }
  }

  func transport() -> ScriptedTransport {
    ScriptedTransport { request, _ in
      let keys = Self.keys(request.body)
      if let status = refusal(keys, request.body.count) {
        return HTTPResponse(status: status, body: HTTPBody(#"{"code":\#(status),"message":"Refused."}"#))
      }
      let lines = keys.enumerated().map { index, key in
        let message = status(key) < 300 ? "" : #","message":"Bad.","errors":[{"property":"p","message":"m"}]"#
        let line = isArray ? "" : #""line":\#(index + 1),"#
        return #"{\#(line)"code":"\#(key)","status_code":\#(status(key))\#(message)}"#
      }
      let text = isArray ? "[\(lines.joined(separator: ","))]" : lines.joined(separator: "\n")
      return HTTPResponse(status: 200, body: HTTPBody(text))
    }
  }
}

struct UpsertTests {
  static func patches(_ count: Int) -> [Family.Patch] {
    (0..<count).map { Family.Patch(Code("f\($0)")) }
  }

  /// A patch whose line has so many characters, two of which need more than one byte each.
  static func patch(_ code: String, characters: Int) -> Family.Patch {
    let frame = #"{"code":"\#(code)","x":"é€"}"#.unicodeScalars.count
    var patch = Family.Patch(Code(code))
    patch[raw: "x"] = .string("é€" + String(repeating: "a", count: characters - frame))
    return patch
  }

  @Test(
    "N29: at most 100 lines a request, one object a line, results by item in order",
    arguments: [(0, []), (1, [1]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50])])
  func batches(_ count: Int, _ sizes: [Int]) async throws {
    let transport = BulkServer(status: { $0.hasSuffix("7") ? 422 : $0.hasSuffix("3") ? 201 : 204 }).transport()
    let results = try await ClientUnderTest.make(transport).families.upsert(Self.patches(count)).all()
    #expect(transport.requests.map { BulkServer.keys($0.body).count } == sizes)
    for request in transport.requests {
      #expect(request.line == "PATCH /api/rest/v1/families")
      #expect(request.headers["Content-Type"] == "application/vnd.akeneo.collection+json")
      #expect(request.bodyText.split(separator: "\n").allSatisfy { $0.hasPrefix(#"{"code":"#) && $0.hasSuffix("}") })
    }
    #expect(results.map(\.position) == Array(0..<count))
    #expect(results.map(\.id.rawValue) == (0..<count).map { "f\($0)" })
    for result in results {
      switch result.position % 10 {
      case 7:
        #expect(result.error?.code == .unprocessable)
        #expect(result.error?.fieldErrors == [.init(property: "p", message: "m")])
      case 3: #expect(try result.outcome.get() == .created)
      default: #expect(try result.outcome.get() == .updated)
      }
    }
  }

  @Test("N29: records, assets and measurement families go and come as JSON arrays")
  func arrays() async throws {
    let transport = BulkServer(status: { $0 == "b" ? 422 : 201 }, isArray: true).transport()
    let client = try ClientUnderTest.make(transport)
    let records = try await client.records(of: "brand").upsert([
      ReferenceEntityRecord.Patch("a"), ReferenceEntityRecord.Patch("b"),
    ]).all()
    #expect(records.map { $0.error?.code } == [nil, .unprocessable])
    let assets = try await client.assets(of: "Packshots").upsert([Asset.Patch("a")]).finish()
    #expect(assets.written == 1)
    let units = try await client.measurementFamilies.upsert([
      MeasurementFamily.Patch("WEIGHT") {
        $0.set(.standardUnit, to: "KILOGRAM")
        $0.setUnit(MeasurementUnit("KILOGRAM", symbol: "kg", conversionFromStandard: [.init("mul", "1")]))
      }
    ]).finish()
    #expect(units.written == 1)
    #expect(
      transport.requests.map(\.line) == [
        "PATCH /api/rest/v1/reference-entities/brand/records", "PATCH /api/rest/v1/asset-families/Packshots/assets",
        "PATCH /api/rest/v1/measurement-families",
      ])
    #expect(transport.requests.allSatisfy { $0.headers["Content-Type"] == "application/json" })
    #expect(transport.requests[0].bodyText == #"[{"code":"a"},{"code":"b"}]"#)
    #expect(
      transport.requests[2].bodyText
        == #"[{"code":"WEIGHT","standard_unit_code":"KILOGRAM","units":{"KILOGRAM":{"code":"KILOGRAM","labels":{},"#
        + #""convert_from_standard":[{"operator":"mul","value":"1"}],"symbol":"kg"}}}]"#)
  }

  @Test("N29: a value that runs over several lines stays one line")
  func noLineBreakInALine() async throws {
    let transport = BulkServer().transport()
    var patch = Family.Patch("a")
    patch[raw: "labels"] = try RawJSON(parsing: "{\n \"en_US\":\r\n \"a\\nb\"\n}".utf8)
    let results = try await ClientUnderTest.make(transport).families.upsert([patch, Family.Patch("b")]).all()
    #expect(results.count == 2)
    #expect(
      transport.requests.first?.bodyText == #"{"code":"a","labels":{"en_US":"a\nb"}}"# + "\n" + #"{"code":"b"}"#)
  }

  @Test("N29: a line beyond 1,000,000 characters fails alone, before it is sent; characters count, not bytes")
  func lineTooLong() async throws {
    let transport = BulkServer().transport()
    let patches = [
      Family.Patch("a"), Self.patch("long", characters: 1_000_001), Self.patch("fits", characters: 1_000_000),
      Family.Patch(""), Family.Patch("b"),
    ]
    let results = try await ClientUnderTest.make(transport).families.upsert(patches).all()
    #expect(results.map { $0.error?.code } == [nil, .payloadTooLarge, nil, .invalidArgument, nil])
    #expect(results.map(\.position) == [0, 1, 2, 3, 4])
    #expect(results[1].error?.message.contains("1000001") == true)
    #expect(transport.requests.flatMap { BulkServer.keys($0.body) } == ["a", "fits", "b"])
  }

  @Test("N29: nothing is sent where no line can be sent")
  func onlyLongLines() async throws {
    let transport = ScriptedTransport([])
    let results = try await ClientUnderTest.make(transport).families.upsert([
      Self.patch("long", characters: 1_000_001)
    ]).all()
    #expect(results.map { $0.error?.code } == [.payloadTooLarge])
    #expect(transport.requests.isEmpty)
  }

  @Test("N29: 413, or 403 for size, is answered by sending halves", arguments: [413, 403])
  func bisection(_ status: Int) async throws {
    let transport = BulkServer(refusal: { keys, _ in keys.count > 30 ? status : nil }).transport()
    let results = try await ClientUnderTest.make(transport).families.upsert(Self.patches(100)).all()
    #expect(results.map(\.id.rawValue) == (0..<100).map { "f\($0)" })
    #expect(results.allSatisfy { $0.error == nil })
    #expect(transport.requests.map { BulkServer.keys($0.body).count } == [100, 50, 25, 25, 50, 25, 25])
  }

  @Test("N29: what was too large once is not tried again")
  func sizeIsLearnt() async throws {
    let transport = BulkServer(refusal: { _, bytes in bytes > 600 ? 413 : nil }).transport()
    let results = try await ClientUnderTest.make(transport).families.upsert(Self.patches(400)).all()
    #expect(results.count == 400)
    #expect(results.allSatisfy { $0.error == nil })
    let refused = transport.requests.filter { $0.body.count > 600 }
    #expect(refused.count < 8)
    #expect(transport.requests.dropFirst(12).allSatisfy { $0.body.count <= 600 })
  }

  @Test(
    "N29: one item that the server finds too large fails alone, and later batches stay large", arguments: [413, 403])
  func oneItemTooLarge(_ status: Int) async throws {
    let transport = BulkServer(refusal: { keys, _ in keys.contains("f13") ? status : nil }).transport()
    let results = try await ClientUnderTest.make(transport).families.upsert(Self.patches(200)).all()
    #expect(results.filter { $0.error != nil }.map(\.position) == [13])
    #expect(results[13].error?.status == status)
    #expect(BulkServer.keys(transport.requests.last?.body ?? []).count == 100)
  }

  @Test("A connection that may write nothing is told so after a few calls, not after hundreds")
  func nothingIsAllowed() async throws {
    let transport = BulkServer(refusal: { _, _ in 403 }).transport()
    let families = try ClientUnderTest.make(transport).families
    let error = try await failure { () async throws(CatalogError) in
      try await families.upsert(Self.patches(1_000)).all()
    }
    #expect(error.code == .forbidden)
    #expect(transport.requests.count <= 12)
  }

  @Test("N29: statuses belong to the numbered line, in whatever order they come; a missing one is an error of its item")
  func statusesByLine() async throws {
    let text = """
      {"line":3,"code":"f2","status_code":201}
      {"line":1,"code":"f0","status_code":422,"message":"Bad."}

      {"line":9,"code":"x","status_code":204}
      not json
      """
    let transport = ScriptedTransport([.status(200, [:], text)])
    let results = try await ClientUnderTest.make(transport).families.upsert(Self.patches(4)).all()
    #expect(results.map { $0.error?.code } == [.unprocessable, .unexpectedContent, nil, .unexpectedContent])
    #expect(try results[2].outcome.get() == .created)
    #expect(results[1].error?.advice?.contains("again") == true)
  }

  @Test(
    "Answers that are no statuses fail each item and end nothing",
    arguments: ["<html>login</html>", "", "[]", "{}", "[1,2]", #"[{"code":"f1"},{"code":"f0"}]"#])
  func oddAnswers(_ text: String) async throws {
    let transport = ScriptedTransport([.status(200, [:], text)])
    let results = try await ClientUnderTest.make(transport).families.upsert(Self.patches(2)).all()
    #expect(results.map { $0.error?.code } == [.unexpectedContent, .unexpectedContent])
  }

  @Test("Statuses without numbers and of another count are found by their keys, in any case of letters")
  func statusesByKey() async throws {
    let text = #"[{"code":"F1","status_code":204}]"#
    let transport = ScriptedTransport([.status(200, [:], text)])
    let results = try await ClientUnderTest.make(transport).families.upsert(Self.patches(2)).all()
    #expect(results.map { $0.error?.code } == [.unexpectedContent, nil])
  }

  @Test("N27: a batch is sent again after whatever may pass, because updates can be repeated")
  func batchIsRepeated() async throws {
    let transport = ScriptedTransport([
      .status(503, [:], ""), .failure(TransportError(.connectionLost, "reset")), .status(429, ["Retry-After": "2"], ""),
      .status(200, [:], #"{"line":1,"code":"f0","status_code":204}"#),
    ])
    let result = try await ClientUnderTest.make(transport).families.upsert(Self.patches(1)).finish()
    #expect(result.written == 1)
    #expect(Set(transport.requests.map(\.bodyText)).count == 1)
  }

  @Test("What concerns all items is thrown, and says where to go on")
  func wholeRequestFails() async throws {
    let transport = BulkServer(refusal: { keys, _ in keys.contains("f150") ? 401 : nil }).transport()
    let families = try ClientUnderTest.make(transport).families
    var results: [UpsertResult<Family>] = []
    var thrown: CatalogError?
    do {
      for try await result in families.upsert(Self.patches(300)) { results.append(result) }
    } catch {
      thrown = error
    }
    #expect(results.count == 100)
    #expect(thrown?.code == .unauthorized)
    #expect(thrown?.advice?.contains("number 100") == true)
    #expect(transport.requests.count == 2)
  }

  @Test("Patches come from an asynchronous sequence, a batch at a time, and none before a result is asked for")
  func sourceIsReadAsNeeded() async throws {
    let read = Mutex(0)
    let source = AsyncStream<Family.Patch>(unfolding: {
      let number = read.withLock { count in
        count += 1
        return count - 1
      }
      return number < 1_000 ? Family.Patch(Code("f\(number)")) : nil
    })
    let transport = BulkServer().transport()
    let results = try ClientUnderTest.make(transport).families.upsert(source)
    var iterator = results.makeAsyncIterator()
    #expect(read.withLock { $0 } == 0)
    _ = try await iterator.next()
    #expect(read.withLock { $0 } == 100)
    for _ in 1..<100 { _ = try await iterator.next() }
    #expect(read.withLock { $0 } == 100)
    _ = try await iterator.next()
    #expect(read.withLock { $0 } == 200)
    #expect(transport.requests.count == 2)
  }

  @Test("What the source throws comes after the results of what it gave before")
  func sourceFails() async throws {
    struct Broken: Error {}
    let source = AsyncThrowingStream<Family.Patch, any Error> { continuation in
      for patch in Self.patches(3) { continuation.yield(patch) }
      continuation.finish(throwing: Broken())
    }
    let transport = BulkServer().transport()
    let families = try ClientUnderTest.make(transport).families
    var positions: [Int] = []
    var thrown: CatalogError?
    do {
      for try await result in families.upsert(source) { positions.append(result.position) }
    } catch {
      thrown = error
    }
    #expect(positions == [0, 1, 2])
    #expect(thrown?.code == .sourceFailed)
    #expect(thrown?.underlying is Broken)
  }

  @Test("A cancelled task sends nothing more")
  func cancellation() async throws {
    let transport = BulkServer().transport()
    let families = try ClientUnderTest.make(transport).families
    let start = Gate()
    let cancel = Mutex<(@Sendable () -> Void)?>(nil)
    let task = Task { () async throws -> (Int, CatalogError.Code?) in
      try await start.wait()
      var count = 0
      do throws(CatalogError) {
        for try await _ in families.upsert(Self.patches(1_000)) {
          count += 1
          if count == 150 { cancel.withLock { $0 }?() }
        }
      } catch {
        return (count, error.code)
      }
      return (count, nil)
    }
    cancel.withLock { $0 = { task.cancel() } }
    start.open()
    let (count, code) = try await task.value
    #expect(count == 200)
    #expect(code == .cancelled)
    #expect(transport.requests.count == 2)
  }
}
