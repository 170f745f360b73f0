import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import TestSupport
import Testing

/// Catalogs of many small products, made from a seed.
struct PartitionCatalog {
  /// How products lie in time and in families.
  enum Shape: String, CaseIterable, CustomTestStringConvertible {
    case spread, lump, sameSecond, noFamily, sameSecondNoFamily, sameSecondOneFamily, allTheSame, someWithoutFamily
    var testDescription: String { rawValue }
  }

  var random: SeededRandom
  var offset = "+00:00"
  let families = 12

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// Seconds before the sandbox's clock starts, as the API writes dates.
  func date(_ secondsAgo: Int) -> String {
    let moment = SandboxPIM.usualStart.addingTimeInterval(Double(-secondsAgo + (offset == "+00:00" ? 0 : 3_600)))
    return moment.formatted(.iso8601).replacingOccurrences(of: "Z", with: offset)
  }

  mutating func uuid() -> String {
    UUID(uuid: bytes()).uuidString.lowercased()
  }

  private mutating func bytes() -> uuid_t {
    func byte(_ value: UInt64, _ place: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: value >> (place * 8)) }
    let (a, b) = (random.next(), random.next())
    return (
      byte(a, 0), byte(a, 1), byte(a, 2), byte(a, 3), byte(a, 4), byte(a, 5), byte(a, 6), byte(a, 7),
      byte(b, 0), byte(b, 1), byte(b, 2), byte(b, 3), byte(b, 4), byte(b, 5), byte(b, 6), byte(b, 7)
    )
  }

  func family(_ number: Int) -> String { #"{"code":"Family_\#(number)"}"# }

  mutating func row(_ uuid: String, _ shape: Shape) -> String {
    let lump = 400_000
    let created: Int =
      switch shape {
      case .spread, .noFamily, .someWithoutFamily: Int.random(in: 100_000...90_000_000, using: &random)
      case .lump: Bool.random(using: &random) ? lump : Int.random(in: 100_000...90_000_000, using: &random)
      case .sameSecond, .sameSecondNoFamily, .sameSecondOneFamily, .allTheSame: lump
      }
    let updated = shape == .allTheSame ? created : Int.random(in: 90_000...created, using: &random)
    // A few families are large, most are small.
    let number = min(Int.random(in: 0..<families, using: &random), Int.random(in: 0..<families, using: &random))
    let family: String? =
      switch shape {
      case .noFamily, .sameSecondNoFamily, .allTheSame: nil
      case .sameSecondOneFamily: "Family_0"
      case .someWithoutFamily: number == 0 ? nil : "Family_\(number)"
      default: "Family_\(number)"
      }
    return #"{"uuid":"\#(uuid)","enabled":true,"family":\#(family.map { "\"\($0)\"" } ?? "null"),"categories":[],"#
      + #""groups":[],"parent":null,"values":{},"created":"\#(date(created))","updated":"\#(date(updated))"}"#
  }

  mutating func folder(_ count: Int, _ shape: Shape) throws -> CatalogFolder {
    var folder = CatalogFolder()
    for number in 0..<families { try folder.append(family(number), to: .families) }
    for _ in 0..<count {
      let uuid = uuid()
      try folder.append(row(uuid, shape), to: .products)
    }
    return folder
  }
}

/// What was read in parts.
struct PartitionReading {
  var keys: [UUID] = []
  var partitions: Set<Int> = []

  init(_ pages: PartitionedPages<Product>) async throws(CatalogError) {
    for try await page in pages {
      keys += page.items.map(\.uuid)
      partitions.insert(page.partition)
    }
  }
}

extension SandboxPIM {
  /// A client that reads five items a page, in parts.
  func smallPageClient(_ change: (inout CatalogClient.Configuration) -> Void = { _ in }) throws -> CatalogClient {
    try ClientUnderTest.make(
      self, origin: SandboxPIM.origin.absoluteString,
      credentials: .password(
        clientID: credentials.clientID, secret: credentials.secret, username: credentials.username,
        password: credentials.password)
    ) {
      $0.pageSize = 5
      $0.readsAhead = true
      change(&$0)
    }
  }
}

extension SandboxPIM.Call {
  /// Whether it reads a page of a list by cursor.
  var isReading: Bool { query["pagination_type"] == "search_after" }
  /// Whether it asks for a count.
  var isCounting: Bool { query["with_count"] == "true" }
}
