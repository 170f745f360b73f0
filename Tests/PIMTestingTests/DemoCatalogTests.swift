import CatalogModels
import PIMTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The real catalog that lies beside the project, where it does.
struct DemoCatalogTests {
  static var directory: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared/icecat-demo")
  }

  static var isThere: Bool {
    FileManager.default.fileExists(atPath: directory.appending(path: "products.jsonl").path(percentEncoded: false))
  }

  static let reason: Comment = "../shared/icecat-demo is not beside the project"

  @Test("every row of the demo catalog is served once", .enabled(if: isThere, reason))
  func everyRow() async throws {
    let folder = try CatalogFolder(contentsOf: Self.directory)
    let caller = Caller(folder)
    for (path, file, count) in [
      ("products-uuid", CatalogFile.products, 1_239), ("products", .products, 1_239),
      ("product-models", .productModels, 81), ("families", .families, 17), ("attributes", .attributes, 77),
      ("categories", .categories, 168), ("channels", .channels, 3), ("locales", .locales, 210),
    ] {
      let type = path.hasPrefix("product") ? "search_after" : "page"
      let items = try await caller.all(path, ["limit": "100", "pagination_type": type])
      #expect(items.count == count && folder.count(of: file) == count, "\(path)")
      #expect(Set(items.map { ($0["uuid"] ?? $0["code"])?.string }).count == count)
    }
  }

  @Test("products of the demo catalog keep all that their rows hold", .enabled(if: isThere, reason))
  func lossless() async throws {
    let folder = try CatalogFolder(contentsOf: Self.directory)
    let items = try await Caller(folder).all("products-uuid", ["limit": "100", "pagination_type": "search_after"])
    let rows = Dictionary(folder.rows(of: .products).map { ($0["uuid"]?.string, $0) }, uniquingKeysWith: { $1 })
    for item in items {
      let row = try #require(rows[item["uuid"]?.string])
      for field in ["enabled", "family", "categories", "groups", "parent", "values", "created", "updated", "metadata"] {
        #expect(item[field] == row[field], "\(field) of \(item["uuid"]?.string ?? "")")
      }
    }
  }

  @Test("N4: option labels come with products and models of the demo catalog", .enabled(if: isThere, reason))
  func optionLabels() async throws {
    let caller = Caller(try CatalogFolder(contentsOf: Self.directory))
    for path in ["products-uuid", "product-models"] {
      let items = try await caller.all(
        path, ["limit": "100", "pagination_type": "search_after", "with_attribute_options": "true"])
      let linked = items.flatMap { $0["values"]?.members ?? [] }.flatMap { $0.value.elements }
        .compactMap { $0["linked_data"] }
      #expect(!linked.isEmpty && linked.allSatisfy { $0.kind == .object })
    }
  }
}
