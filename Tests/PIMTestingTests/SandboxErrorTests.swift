import CatalogModels
import PIMClient
import PIMTesting
import Testing

/// Errors as the documentation has them.
struct SandboxErrorTests {
  @Test(
    "404 names what does not exist",
    arguments: [
      ("families/nope", "Family \"nope\" does not exist."),
      ("categories/nope", "Category \"nope\" does not exist."),
      ("attributes/nope/options", "Attribute \"nope\" does not exist."),
      (
        "attributes/sku/options",
        "Attribute \"sku\" does not support options. Only attributes of type \"pim_catalog_simpleselect\", "
          + "\"pim_catalog_multiselect\" support options."
      ),
      ("families/nope/variants", "Family \"nope\" does not exist."),
      ("reference-entities/nope/records", "Reference entity \"nope\" does not exist."),
      (
        "reference-entities/material/records/nope",
        "Record \"nope\" does not exist for the reference entity \"material\"."
      ),
      ("asset-families/packshots/assets/nope", "Asset \"nope\" does not exist for the asset family \"packshots\"."),
      ("products/nope", "Product \"nope\" does not exist or you do not have permission to access it."),
      ("product-models/nope", "Product model \"nope\" does not exist or you do not have permission to access it."),
      ("media-files/a/b/nope.jpg", "Media file \"a/b/nope.jpg\" does not exist."),
      ("media-files/a/b/nope.jpg/download", "Media file \"a/b/nope.jpg\" does not exist."),
      ("no-such-thing", "No route found for \"GET /api/rest/v1/no-such-thing\""),
      ("measurement-families/Length", "No route found for \"GET /api/rest/v1/measurement-families/Length\""),
    ])
  func notFound(path: String, message: String) async throws {
    let answer = try await Caller.sample().get(path, [:])
    #expect(answer.status == 404 && answer.message == message && answer.json["code"] == 404)
  }

  @Test("a uuid that is none gets 400")
  func badUUID() async throws {
    let caller = try Caller.sample()
    #expect(try await caller.get("products-uuid/nope", [:]).status == 400)
    #expect(try await caller.get("products-uuid/00000000-0000-4000-8000-00000000ffff", [:]).status == 404)
  }

  @Test("403 names what may not be read")
  func forbidden() async throws {
    let caller = try Caller.sample()
    caller.sandbox.setReadable(.categories, false)
    let answer = try await caller.get("categories", [:])
    #expect(answer.status == 403 && answer.message == "Access forbidden. You are not allowed to list categories.")
    #expect(try await caller.get("families", [:]).status == 200)
    caller.sandbox.setReadable(.categories, true)
    #expect(try await caller.get("categories", [:]).status == 200)
  }

  @Test("405 names the methods that are allowed")
  func methods() async throws {
    let answer = try await Caller.sample().send(.delete, "/api/rest/v1/families/camping")
    #expect(answer.status == 405 && answer.message.hasSuffix("Method Not Allowed (Allow: GET)"))
    #expect(answer.headers["Allow"] == "GET")
    #expect(try await Caller.sample().send(HTTPMethod(rawValue: "HEAD"), "/api/rest/v1/families").bytes.isEmpty)
  }

  @Test(
    "406 for what is not JSON",
    arguments: [
      ("application/json", 200), ("*/*", 200), ("application/json, text/plain, */*", 200), ("application/xml", 406),
      ("text/html;q=0.9", 406), ("application/json;q=0.8", 200),
    ])
  func accept(accept: String, status: Int) async throws {
    let answer = try await Caller.sample().send(.get, "/api/rest/v1/families", headers: ["Accept": accept])
    #expect(answer.status == status)
    if status == 406 {
      #expect(
        answer.message == "\"\(accept)\" in \"Accept\" header is not valid. Only \"application/json\" is allowed.")
    }
  }

  @Test("N32: a slash at the end is redirected, as the framework does")
  func trailingSlash() async throws {
    let answer = try await Caller.sample().get("/api/rest/v1/families/?limit=5")
    #expect(answer.status == 301)
    #expect(answer.headers["Location"] == "https://pim.example/api/rest/v1/families?limit=5")
  }

  @Test("N32: codes are percent-encoded, with or without the slash")
  func encodedCodes() async throws {
    let caller = try Caller.sample()
    for path in [
      "products/WH%20KTL/0.9%20%23blue", "products/WH%20KTL%2F0.9%20%23blue",
      "product-models/ridge%2040+10%20%23trek", "product-models/ridge%2040%2B10%20%23trek%2Fslate",
    ] {
      #expect(try await caller.get(path, [:]).status == 200, "\(path)")
    }
    let older = try Caller.sample(dialect: .onPremises)
    #expect(try await older.get("products/WH%20KTL%2F0.9%20%23blue", [:]).status == 404)
    #expect(try await older.get("products/WH%20KTL/0.9%20%23blue", [:]).status == 200)
  }

  @Test("N15: codes are found in any case, but not those of asset families")
  func cases() async throws {
    let caller = try Caller.sample()
    #expect(try await caller.get("categories/PACKS", [:]).json["code"] == "packs")
    #expect(try await caller.get("product-models/pm_drift", [:]).json["code"] == "PM_DRIFT")
    #expect(try await caller.get("reference-entities/Material/records", [:]).status == 200)
    #expect(try await caller.get("asset-families/Packshots/assets", [:]).status == 404)
  }

  @Test("N26: calls beyond the limit get 429, with Retry-After or without")
  func tooManyCalls() async throws {
    for namesRetryAfter in [true, false] {
      var dialect = ServerDialect.strict
      dialect.callsAtOnce = 1
      dialect.namesRetryAfter = namesRetryAfter
      let gate = FaultGate()
      let caller = try Caller.sample(dialect: dialect, faults: [FaultRule(.hold(gate), "/api/rest/v1/families")])
      async let held = caller.get("families", [:])
      await gate.held(1)
      let refused = try await caller.get("families", [:])
      #expect(refused.status == 429 && refused.headers["Retry-After"] == (namesRetryAfter ? "1" : nil))
      gate.open()
      #expect(try await held.status == 200)
      #expect(caller.sandbox.mostCallsAtOnce == 2)
    }
  }

  @Test("every answer bears the server's time")
  func dateHeader() async throws {
    let caller = try Caller.sample()
    #expect(try await caller.get("families", [:]).headers["Date"] == "Mon, 02 Feb 2026 09:00:00 GMT")
    caller.sandbox.advanceClock(by: .seconds(86_400 * 27 + 3_661))
    #expect(try await caller.get("nope", [:]).headers["Date"] == "Sun, 01 Mar 2026 10:01:01 GMT")
  }
}
