import CatalogModels
import Foundation
import PIMClient
import SyncPlanner

/// What it costs to write: records as JSON, and patches in bulk to a server that accepts everything at once.
struct WritingBenchmark {
  let rounds: Rounds

  func run() async throws {
    try records()
    try await patches()
  }

  private func records() throws {
    let page = try Page<Product>(parsing: GeneratedPage(products: 100).text.utf8)
    let records = page.items.map { product in
      let fields = product.raw.fields.compactMap { name in product.raw[name].map { (name, $0) } }
      return SyncRecord(RecordKey(.products, product.uuid.uuidString), fields: Dictionary(fields) { $1 })
    }
    let bytes = records.reduce(0) { $0 + $1.json.text.utf8.count }
    let work = Work(name: "records", amount: bytes) { records.reduce(0) { $0 &+ $1.json.text.utf8.count } }
    let rate = try rounds.rates([work])[0]
    print("records as JSON: \((rate / 1e6).short) MB/s")
  }

  private func patches() async throws {
    guard let origin = URL(string: "https://pim.example.com") else { return }
    let server = AcceptingServer()
    let client = try CatalogClient(origin, .token("benchmark"), over: server)
    let patches = try (0..<2_000).map(Self.patch)
    var best = 0.0
    var bytes = 0.0
    for _ in 0..<rounds.count {
      let start = ContinuousClock.now
      let result = try await client.products.upsert(patches).finish()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      guard result.written == patches.count else { throw BenchmarkFailure("\(result.written) patches were written") }
      best = max(best, Double(patches.count) / seconds)
      bytes = max(bytes, Double(await server.takeBytes()) / seconds)
    }
    print(
      "patches in bulk: \(Int(best).grouped) a second, \((bytes / 1e6).short) MB/s, the reading of answers included")
  }

  private static func patch(_ number: Int) throws -> CatalogPatch<Product> {
    guard let uuid = UUID(uuidString: GeneratedKeys.key(number)) else { throw BenchmarkFailure("no UUID") }
    return CatalogPatch(uuid) { patch in
      for place in 0..<10 {
        patch.setValue(
          Code("text_\(place)"), locale: "en_US", channel: "ecommerce",
          to: .text("Text \(place) of product \(number), as long as a short \"description\" in a shop may be"))
      }
      patch.setValue("weight", to: .metric(ValueData.Number(number), unit: "GRAM"))
      patch.setValue("color", to: .option("red"))
    }
  }
}

/// Accepts every line of a bulk patch.
private actor AcceptingServer: HTTPTransport {
  private var bytes = 0

  func takeBytes() -> Int {
    defer { bytes = 0 }
    return bytes
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.body.bytes(upTo: 64 << 20)
    bytes += body.count
    let lines = body.split(separator: UInt8(ascii: "\n")).count
    let statuses = (1...max(1, lines)).map { #"{"line":\#($0),"status_code":204}"# }.joined(separator: "\n")
    return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: HTTPBody(statuses))
  }
}
