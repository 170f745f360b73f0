import CatalogModels
import Foundation
import PIMTesting
import Testing

@testable import SyncPlanner

/// Mappings held against the sample catalog.
enum MappingBench {
  static let larch2 = "c4dbb945-8e01-4820-85fd-f1244d3897aa"
  static let mossS = "94a039a0-6ce3-4020-a32b-a1be4ddeb5ff"
  static let lamp = "4d24a08f-0faf-4483-a934-01c04a7ba40a"

  static let us = DestinationMapping.Site("us", channel: "webshop", locales: ["en_US"], currency: "USD")
  static let de = DestinationMapping.Site("de", channel: "webshop", locales: ["de_DE", "en_US"], currency: "EUR")

  /// The example of the guide.
  static func guide() throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Docs/Mapping.md"), encoding: .utf8)
    let start = try #require(text.range(of: "```json\n")?.upperBound)
    let end = try #require(text.range(of: "\n```", range: start..<text.endIndex)?.lowerBound)
    return Array(text[start..<end].utf8)
  }

  /// What a mapping makes of the sample catalog, and what is told beside.
  static func records(
    _ mapping: DestinationMapping, _ scope: SyncScope = SyncScope(channel: "webshop"), scores: Bool = false
  ) async throws -> (records: [RecordKey: SyncRecord], context: CatalogContext) {
    var bench = try Bench()
    bench.source.includesScores = scores
    var scope = scope
    scope.describesValues = true
    scope.namesProducts = mapping.usesIdentities
    let delivered = try await bench.collect(scope)
    let context = try #require(delivered.contexts.last)
    var records: [RecordKey: SyncRecord] = [:]
    for item in delivered.items where item.membership == .inside {
      for record in try mapping.records(for: item, in: context) { records[record.key] = record }
    }
    return (records, context)
  }

  /// The fields that a mapping of some fields makes of a product.
  static func fields(
    _ fields: [DestinationMapping.Field], of product: String = larch2, sites: [DestinationMapping.Site] = [us, de],
    scope: SyncScope = SyncScope(channel: "webshop")
  ) async throws -> (fields: [String: RawJSON], held: [String: String]) {
    let mapping = DestinationMapping(name: "test", sites: sites, fields: fields)
    let record = try #require(try await records(mapping, scope).records[RecordKey(.products, product)])
    return (record.fields, record.heldFields)
  }
}
