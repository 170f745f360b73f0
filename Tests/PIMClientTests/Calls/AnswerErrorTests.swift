import CatalogModels
import PIMClient
import TestSupport
import Testing

struct AnswerErrorTests {
  private func error(_ answer: ScriptedAnswer) async throws -> CatalogError {
    let client = try ClientUnderTest.make(ScriptedTransport([answer])) { $0.retry = .never }
    return try await failure { () async throws(CatalogError) in try await client.families.get("a") }
  }

  @Test(
    "Each status has its code and its advice",
    arguments: [
      (401, CatalogError.Code.unauthorized), (403, .forbidden), (404, .notFound), (406, .notAcceptable),
      (408, .timedOut), (413, .payloadTooLarge), (414, .uriTooLong), (415, .unsupportedMediaType),
      (422, .unprocessable), (429, .rateLimited), (500, .serverError), (503, .serverError),
      (301, .unexpectedStatus), (302, .unexpectedStatus), (307, .unexpectedStatus),
    ])
  func statusCode(_ status: Int, _ code: CatalogError.Code) async throws {
    let error = try await error(.status(status, [:], #"{"code":\#(status),"message":"The server's words."}"#))
    #expect(error.code == code)
    #expect(error.status == status)
    #expect(error.message == "The server's words.")
    #expect(error.request == "GET /api/rest/v1/families/a")
    #expect(error.advice != nil)
  }

  @Test("The server's errors on single fields are kept, with what they belong to")
  func fieldErrors() async throws {
    let error = try await error(
      .status(
        422, [:],
        """
        {"code":422,"message":"Validation failed.","errors":[
        {"property":"values","message":"Not an option.","attribute":"brand","locale":null,"scope":"web"},
        {"property":"code","message":"Taken."}]}
        """))
    #expect(
      error.fieldErrors == [
        .init(property: "values", message: "Not an option.", context: ["attribute": "brand", "scope": "web"]),
        .init(property: "code", message: "Taken."),
      ])
  }

  @Test("Hostile error bodies are bounded")
  func boundedErrorBody() async throws {
    let many = Array(repeating: #"{"property":"p","message":"m"}"#, count: 1_000).joined(separator: ",")
    let long = String(repeating: "x", count: 20_000)
    let error = try await error(.status(422, [:], #"{"message":"\#(long)","errors":[\#(many)]}"#))
    #expect(error.message.count < 1_100)
    #expect(error.fieldErrors.count == 100)

    let endless = ScriptedTransport { _, _ in
      HTTPResponse(status: 500, body: HTTPBody(AsyncStream<[UInt8]> { Array(repeating: 0x20, count: 4_096) }))
    }
    let client = try ClientUnderTest.make(endless) { $0.retry = .never }
    let second = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(second.code == .serverError)
  }

  @Test("The server's words hold nothing that a terminal would obey, and no marks that nobody sees")
  func onOneLine() async throws {
    let escapes = #"\u001b[2J\u0007\u202e\u0000\u2028"#
    for answer in [
      ScriptedAnswer.status(422, [:], #"{"message":"a\#(escapes)\nb"}"#),
      .status(
        422, [:], #"{"errors":[{"property":"p\#(escapes)","message":"m\#(escapes)","c\#(escapes)":"\#(escapes)"}]}"#),
      .status(302, ["Location": "/\u{1B}[2J\u{202E}x"], ""),
    ] {
      let error = try await error(answer)
      var texts = [error.description, error.message]
      for field in error.fieldErrors {
        texts += [field.property, field.message] + field.context.keys + field.context.values
      }
      for scalar in texts.joined().unicodeScalars {
        #expect(![.control, .format, .lineSeparator].contains(scalar.properties.generalCategory), "\(scalar.value)")
      }
    }
  }

  @Test("A redirect is an error that says where to and why it was not followed")
  func redirect() async throws {
    let error = try await error(.status(302, ["Location": "https://sso.example.com/login?session=secret"], ""))
    #expect(error.message.contains("https://sso.example.com/login"))
    #expect(!"\(error)".contains("secret"))
    #expect(error.advice?.contains("token") == true)
  }

  @Test(
    "A web page in place of JSON is named, whatever its status",
    arguments: [200, 502, 503, 404])
  func webPage(_ status: Int) async throws {
    let error = try await error(
      .status(status, ["Content-Type": "text/html; charset=utf-8"], "<!DOCTYPE html><title>Maintenance</title>"))
    #expect(error.message.contains("HTML"))
    #expect(error.status == status)
    #expect(error.code == (status == 200 ? .unexpectedContent : status == 404 ? .notFound : .serverError))
  }

  @Test(
    "Bodies that are no JSON are errors that name the request and the byte",
    arguments: [
      (Array(#"{"code":"a""#.utf8), "at byte 11"), (Array(#"{"code":}"#.utf8), "at byte 8"),
      ([0x7B, 0x22, 0xFF, 0x22, 0x7D], "at byte 2"), ([], "at byte 0"), (Array("  \n".utf8), "at byte 0"),
      (Array("{} x".utf8), "at byte 3"), ([0xFE, 0xFF, 0x00, 0x7B], "at byte 0"),
    ] as [([UInt8], String)])
  func malformedBody(_ body: [UInt8], _ place: String) async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(body)) }
    let client = try ClientUnderTest.make(transport)
    let single = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    let list = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    for error in [single, list] {
      #expect(error.code == .malformedJSON)
      #expect(error.message.contains(place), "\(error)")
      #expect(error.status == 200)
      #expect(error.request?.hasPrefix("GET /api/rest/v1/families") == true)
    }
    #expect(transport.requests.count == 2)
  }

  @Test(
    "JSON of another shape is an error",
    arguments: ["[]", "7", "null", "\"x\"", "{}", #"{"code":null}"#, #"{"_embedded":{"items":[{}]}}"#])
  func otherShape(_ body: String) async throws {
    let error = try await error(.json(body))
    #expect(error.code == .unexpectedContent)
    #expect(error.request == "GET /api/rest/v1/families/a")
  }

  @Test("An item without its key names its place on the page")
  func itemWithoutKey() async throws {
    let transport = ScriptedTransport([.json(PageText.with(items: #"{"code":"a"},{"labels":{}}"#))])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    #expect(error.code == .unexpectedContent)
    #expect(error.message.contains("item 2"))
    #expect(error.request == "GET /api/rest/v1/families")
  }

  @Test("A body beyond the bound is an error and is not asked for again")
  func tooLargeBody() async throws {
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 200, body: HTTPBody(PageText.of(["a", "b"]))) }
    let client = try ClientUnderTest.make(transport) { $0.bodyLimit = 20 }
    let error = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    #expect(error.code == .payloadTooLarge)
    #expect(transport.requests.count == 1)
  }

  @Test("A body that streams, of a length that nobody told, is given up on as soon as it is too large")
  func tooLargeStream() async throws {
    let sent = Log<Int>()
    let transport = ScriptedTransport { _, _ in
      HTTPResponse(
        status: 200,
        body: HTTPBody(
          AsyncStream<[UInt8]> {
            sent.add(1)
            return Array(repeating: 0x20, count: 1_000)
          }))
    }
    let client = try ClientUnderTest.make(transport) { $0.bodyLimit = 10_000 }
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .payloadTooLarge)
    #expect(sent.entries.count == 11)
    #expect(transport.requests.count == 1)
  }

  @Test("An error's body that comes drop by drop is read for no longer than one wait may last")
  func slowErrorBody() async throws {
    let clock = ManualClock(.skips)
    let sent = Log<Int>()
    let transport = ScriptedTransport { _, _ in
      HTTPResponse(
        status: 404,
        body: HTTPBody(
          AsyncStream<[UInt8]> {
            clock.advance(by: .seconds(10))
            return sent.add(1) < 10_000 ? [0x20] : nil
          }))
    }
    let client = try ClientUnderTest.make(transport, clock: clock)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .notFound)
    #expect(sent.entries.count == 6)
  }

  @Test("Whatever a transport of somebody else's throws becomes a catalog error")
  func foreignError() async throws {
    let transport = ScriptedTransport { _, _ in throw Unexpected("boom") }
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.families.get("a") }
    #expect(error.code == .connectionLost)
    #expect(error.underlying is Unexpected)
  }

  @Test("Cancelling a call ends it with the code `cancelled`")
  func cancelledCall() async throws {
    let transport = ScriptedTransport { _, _ in
      try await Gate().wait()
      return HTTPResponse(status: 200)
    }
    let client = try ClientUnderTest.make(transport)
    let task = Task { try await failure { () async throws(CatalogError) in try await client.families.get("a") } }
    try await until { !transport.requests.isEmpty }
    task.cancel()
    let error = try await task.value
    #expect(error.code == .cancelled)
    #expect(error.underlying is CancellationError)
  }
}
