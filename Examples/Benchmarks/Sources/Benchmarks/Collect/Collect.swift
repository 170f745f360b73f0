import CatalogModels
import Foundation
import PIMClient

/// Reads one catalog one page after the other and in parts at once.
struct Collect {
  let products: Int
  let sameSecond: Bool
  let latency: Duration

  private struct Reading {
    var duration: Duration
    var calls: Int
    var mostAtOnce: Int
    var memory: ProcessMemory
  }

  func run() async throws {
    print("\(products) products\(sameSecond ? ", all created in one second" : ""), \(latency) a page")
    // Small first, so that the memory of the large one is not there yet.
    let few = try await read(products / 10, "in parts, a tenth") { $0.products.partitioned() }
    let parts = try await read(products, "in parts") { $0.products.partitioned() }
    let whole = try await read(products, "one after the other") { $0.products.list() }
    print("Ratio: \(rounded(whole.duration / parts.duration)) times faster")
    print("Calls in flight: \(parts.mostAtOnce) at most")
    if let small = few.memory.peak, let large = parts.memory.peak {
      let keys = products * 9 / 10 * 64 / 1_024
      print(
        "Peak memory: \(small) KiB for a tenth, \(large) KiB for all, of which 64 bytes a key are \(keys) KiB: "
          + "ratio \(rounded(Double(large) / Double(max(1, small)))), "
          + "without the keys \(rounded(Double(large - keys) / Double(max(1, small))))")
    }
  }

  private func read<Products: AsyncSequence<Product, CatalogError>>(
    _ count: Int, _ name: String, _ list: (CatalogClient) -> Products
  ) async throws -> Reading {
    let server = GeneratedServer(GeneratedCatalog(count: count, sameSecond: sameSecond), latency: latency)
    guard let origin = URL(string: "https://pim.example.com") else { fatal("no origin") }
    let client = try CatalogClient(origin, .token("benchmark"), over: server)
    var came = Array(repeating: false, count: count)
    var total = 0
    ProcessMemory.forgetPeak()
    let start = ContinuousClock.now
    for try await product in list(client) {
      guard let place = GeneratedCatalog.place(of: product.uuid), came.indices.contains(place), !came[place] else {
        fatal("\(product) came twice or from nowhere")
      }
      came[place] = true
      total += 1
    }
    let reading = Reading(
      duration: ContinuousClock.now - start, calls: server.calls, mostAtOnce: server.mostAtOnce, memory: .now)
    guard total == count else { fatal("\(total) products came of \(count)") }
    print(
      "  \(name): \(total) products in \(rounded(reading.duration / .seconds(1))) s, \(reading.calls) calls, "
        + "\(reading.mostAtOnce) at once, \(reading.memory.text)")
    return reading
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  private func fatal(_ message: String) -> Never {
    print("FAILED: \(message)")
    exit(1)
  }
}
