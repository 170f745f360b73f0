import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A way to cut a list: conditions that exclude each other and leave nothing out, whatever the items are.
///
/// Each part is made of a condition and the negation of the next one's in the very same words. So it does not matter to
/// completeness whether the server reads a date in another time zone or takes a bound in or out (N24).
struct PartitionCut<Item: Partitionable>: Sendable {
  var parts: [[Filter<Item>]]
  /// The share of the sample in the largest part, 0 to 1.
  var largestShare: Double
  /// Whether an item can move from one part to another.
  var isMutable: Bool
  /// Whether the server may count an item in several parts: `updated` finds a variant by its models' dates too (N14).
  var overlaps = false

  /// The ways to cut a list of which some items are known, the best first. Moments are shifted by what the server's
  /// time zone is off.
  static func all(
    _ facts: [PartitionFacts], _ shares: [Double], shift: Int, addressLimit: Int
  ) -> [PartitionCut] {
    let created = windows("created", facts.map(\.created), shares, shift, isMutable: false)
    let others = [
      families(facts, shares, addressLimit),
      windows("updated", facts.map(\.updated), shares, shift, isMutable: true),
    ].compactMap(\.self).sorted { $0.largestShare < $1.largestShare }
    guard let created else { return others }
    // What cannot move is preferred, unless it hardly divides and another cut does.
    guard let best = others.first, created.largestShare > 0.5, best.largestShare < created.largestShare - 0.2 else {
      return [created] + others
    }
    return others + [created]
  }

  // MARK: Windows of time

  /// The end of the open window, which no item reaches.
  private static var end: Date { Date(timeIntervalSince1970: 32_472_144_000) }

  private static func windows(
    _ property: String, _ seconds: [Int?], _ shares: [Double], _ shift: Int, isMutable: Bool
  ) -> PartitionCut? {
    let known = seconds.compactMap(\.self).sorted()
    guard known.count == seconds.count, let first = known.first, let last = known.last, first < last else { return nil }
    var bounds: [Int] = []
    var sum = 0.0
    for share in shares.dropLast() {
      sum += share
      let bound = known[min(Int(sum * Double(known.count)), known.count - 1)]
      if bound > bounds.last ?? first { bounds.append(bound) }
    }
    // A bound at the earliest second divides nothing; the next one does.
    if bounds.isEmpty, let second = known.first(where: { $0 > first }) { bounds = [second] }
    let since = bounds.map { bound in
      (
        condition(property, "BETWEEN", Double(bound + shift)),
        condition(property, "NOT BETWEEN", Double(bound + shift))
      )
    }
    var parts: [[Filter<Item>]] = []
    for place in 0...bounds.count {
      parts.append((place > 0 ? [since[place - 1].0] : []) + (place < bounds.count ? [since[place].1] : []))
    }
    var sizes = Array(repeating: 0, count: parts.count)
    for moment in known { sizes[bounds.lastIndex { $0 <= moment }.map { $0 + 1 } ?? 0] += 1 }
    return PartitionCut(
      parts: parts, largestShare: Double(sizes.max() ?? 0) / Double(known.count), isMutable: isMutable,
      overlaps: property == "updated")
  }

  private static func condition(_ property: String, _ operator: String, _ start: Double) -> Filter<Item> {
    Filter(
      property, `operator`, .moments([Date(timeIntervalSince1970: start), end], isOne: false, .server))
  }

  // MARK: Families

  private static func families(
    _ facts: [PartitionFacts], _ shares: [Double], _ addressLimit: Int
  ) -> PartitionCut? {
    var sizes: [String: (code: String, count: Int)] = [:]
    for family in facts.compactMap(\.family) {
      sizes[family.asciiLowercased, default: (family, 0)].count += 1
    }
    // The last part excludes all families of the others by name, in one address.
    var room = addressLimit / 3
    var listed: [(code: String, count: Int)] = []
    for entry in sizes.values.sorted(by: { ($1.count, $0.code) < ($0.count, $1.code) }) where listed.count < 200 {
      room -= entry.code.utf8.count * 3 + 12
      if room < 0 { break }
      listed.append(entry)
    }
    guard !listed.isEmpty, listed.count > 1 || listed[0].count < facts.count else { return nil }
    var bins = shares.map { (free: $0 * Double(facts.count), codes: [String](), count: 0) }
    for entry in listed {
      guard let roomiest = bins.indices.max(by: { bins[$0].free < bins[$1].free }) else { return nil }
      bins[roomiest].free -= Double(entry.count)
      bins[roomiest].codes.append(entry.code)
      bins[roomiest].count += entry.count
    }
    let used = bins.filter { !$0.codes.isEmpty }
    var parts = used.map { [Filter<Item>("family", "IN", .codes($0.codes)).cuttable()] }
    // What has no family, and what is in a family that nobody knew of.
    parts.append([Filter("family", "NOT IN", .codes(listed.map(\.code)))])
    let rest = facts.count - listed.reduce(0) { $0 + $1.count }
    return PartitionCut(
      parts: parts, largestShare: Double(max(rest, used.map(\.count).max() ?? 0)) / Double(max(1, facts.count)),
      isMutable: true)
  }
}
