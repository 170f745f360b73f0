import CatalogModels
import TestSupport
import Testing

@testable import PIMClient

struct ObserverTests {
  @Test("Every attempt is printed on one line, without token and query")
  func printed() async throws {
    let lines = Log<String>()
    let transport = ScriptedTransport([.status(503, [:], ""), .json(#"{"code":"a\nb"}"#)])
    let client = try ClientUnderTest.make(transport) { $0.observer = PrintingObserver { lines.add($0) } }
    _ = try await client.send(RawRequest(.get, "/api/rest/v1/families/a%0Ab", query: [("secret", "hush")]))
    try #require(lines.entries.count == 2)
    #expect(lines.entries[0].contains("GET /api/rest/v1/families/a%0Ab → 503"))
    #expect(lines.entries[1].contains("→ 200") && lines.entries[1].contains("attempt 2"))
    for line in lines.entries {
      #expect(!line.contains("hush") && !line.contains(ClientUnderTest.token) && !line.contains("\n"))
    }
  }

  @Test("Quick successes are left out where that is asked for, failures are not")
  func onlySlow() {
    let lines = Log<String>()
    let observer = PrintingObserver(slowerThan: .seconds(1)) { lines.add($0) }
    observer.observe(ClientEvent(request: "GET /a", attempt: 1, status: 200, duration: .milliseconds(999)))
    observer.observe(ClientEvent(request: "GET /b", attempt: 1, status: 200, duration: .seconds(1)))
    observer.observe(ClientEvent(request: "GET /c", attempt: 1, status: 503, failure: .serverError))
    #expect(lines.entries.map { $0.prefix(6) } == ["GET /b", "GET /c"])
  }

  @Test("Attempts, retries, failures, bytes and waits are counted for each kind of call")
  func counted() async throws {
    let counts = CountingObserver()
    let transport = ScriptedTransport([
      .status(503, [:], ""), .json(#"{"code":"a"}"#), .json(#"{"code":"b"}"#), .status(404, [:], ""),
    ])
    let client = try ClientUnderTest.make(transport) { $0.observer = counts }
    _ = try await client.families.get("a")
    _ = try await client.families.get("b")
    _ = try? await client.channels.get("c")
    let families = try #require(counts.figures["GET /api/rest/v1/families/{}"])
    #expect(families.attempts == 3 && families.retries == 1)
    #expect(families.failures == [.serverError: 1])
    #expect(families.bytes == 24)
    #expect(families.waited == .milliseconds(250))
    #expect(counts.figures["GET /api/rest/v1/channels/{}"]?.failures == [.notFound: 1])
    #expect(counts.all.attempts == 4)
    #expect(counts.reset().count == 2)
    #expect(counts.figures.isEmpty && counts.all == CountingObserver.Figures())
  }

  @Test("Percentiles are at most a tenth too long and never beyond the longest attempt")
  func percentiles() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let counts = CountingObserver()
    var durations: [Duration] = []
    for _ in 0..<2_000 {
      let duration: Duration = .microseconds(
        Int.random(in: 200...(1 << Int.random(in: 8...30, using: &random)), using: &random))
      durations.append(duration)
      counts.observe(ClientEvent(request: "GET /api/rest/v1/families", attempt: 1, duration: duration))
    }
    durations.sort()
    for part in [0.01, 0.5, 0.9, 0.95, 0.99, 1] {
      let exact = durations[max(0, Int((Double(durations.count) * part).rounded(.up)) - 1)]
      let found = counts.all.percentile(part)
      #expect(found >= exact && found <= exact * 1.1001, "part \(part), seed \(seed)")
    }
    #expect(counts.all.percentile(1) == durations.last)
    #expect(CountingObserver.Figures().percentile(0.5) == .zero)
  }

  @Test("Extreme durations are counted")
  func extremeDurations() {
    var classes = DurationClasses()
    for duration: Duration in [.zero, .seconds(-5), .seconds(1 << 40)] { classes.add(duration) }
    #expect(classes.percentile(0) == .microseconds(100))
    #expect(classes.percentile(1) >= .seconds(86_400))
    #expect(classes.percentile(-1) == classes.percentile(0) && classes.percentile(7) == classes.percentile(1))
  }

  @Test("The memory of an observer is bounded, whatever the paths")
  func boundedKinds() {
    let counts = CountingObserver(mostKinds: 5)
    for number in 0..<1_000 {
      counts.observe(ClientEvent(request: "M\(number) /api/rest/v1/families", attempt: 1))
      counts.observe(ClientEvent(request: "M0 /api/rest/v1/families/code\(number)/variants/\(number)", attempt: 1))
    }
    #expect(counts.figures.count <= 6)
    #expect(counts.all.attempts == 2_000)
    #expect((counts.figures[CountingObserver.others]?.attempts ?? 0) > 900)
  }

  @Test(
    "Calls of one kind have one name, without codes",
    arguments: [
      ("GET /api/rest/v1/products-uuid", "GET /api/rest/v1/products-uuid"),
      ("POST /api/rest/v1/products-uuid/search", "POST /api/rest/v1/products-uuid/search"),
      ("GET /api/rest/v1/products-uuid/6a9f8486/draft", "GET /api/rest/v1/products-uuid/{}/draft"),
      ("GET /api/rest/v1/attributes/options/options/options", "GET /api/rest/v1/attributes/{}/options/{}"),
      ("GET /api/rest/v1/media-files/7/5/a.png/download", "GET /api/rest/v1/media-files/{}/download"),
      (
        "GET /api/rest/v1/catalogs/1-2/mapped-models/m/variants",
        "GET /api/rest/v1/catalogs/{}/mapped-models/{}/variants"
      ),
      ("GET https://cdn.example.com/a.png", "GET elsewhere"), ("nonsense", "other"),
    ])
  func kinds(_ request: String, _ kind: String) {
    #expect(CallKind.of(request) == kind)
  }
}
