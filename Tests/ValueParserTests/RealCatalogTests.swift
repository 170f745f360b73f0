import CatalogModels
import Testing
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A real catalog beside the project, where there is one.
enum RealCatalog {
  static let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/../shared/icecat-demo"

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder + "/products.jsonl") }

  static func items<Item: CatalogEntity>(_ file: String, as type: Item.Type = Item.self) throws -> [Item] {
    let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(file).jsonl"))
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try Item(parsing: $0) }
  }

  static func schema() throws -> CatalogSchema {
    let locales: [CatalogLocale] = try items("locales")
    return CatalogSchema(
      attributes: try items("attributes"), options: try items("attribute_options"), channels: try items("channels"),
      labelLocales: ["en_US"]
    )
    .adding(locales: locales.filter(\.isEnabled).map(\.code))
    .adding(families: try items("families", as: Family.self))
    .adding(familyVariants: try items("family_variants", as: FamilyVariant.self))
  }
}

@Suite(.enabled(if: RealCatalog.isPresent, "the catalog ../shared/icecat-demo is not beside the project"))
struct RealCatalogTests {
  @Test("every value of a real catalog is typed")
  func realCatalogIsTyped() throws {
    let schema = try RealCatalog.schema()
    let products: [Product] = try RealCatalog.items("products")
    let models: [ProductModel] = try RealCatalog.items("product_models")
    #expect(products.count == 1_239)
    #expect(models.count == 81)
    var references = References()
    var count = 0
    for typed in products.map({ schema.typed($0) }) + models.map({ schema.typed($0) }) {
      #expect(typed.diagnostics.isEmpty, "\(typed.diagnostics)")
      #expect(!typed.contains { $0.data.raw != nil })
      count += typed.count
      references.formUnion(typed)
    }
    #expect(count == products.reduce(0) { $0 + $1.values.count } + models.reduce(0) { $0 + $1.values.count })
    for attribute in references.optionAttributes {
      for option in references.options(of: attribute) {
        #expect(!option.labels.locales.isEmpty, "\(attribute) \(option)")
      }
    }
    #expect(!references.media(of: .product).isEmpty)
  }

  @Test("N15, N16: every variant of a real catalog finds its parents, levels and axes")
  func realVariants() throws {
    let schema = try RealCatalog.schema()
    let models: [ProductModel] = try RealCatalog.items("product_models")
    let products: [Product] = try RealCatalog.items("products")
    var depths: [Int: Int] = [:]
    for product in products where product.parent != nil {
      let effective = schema.effectiveValues(of: product, parents: models)
      #expect(effective.missingParent == nil, "\(product)")
      #expect(effective.structure?.depth == effective.level, "\(product)")
      #expect(effective.axes.allSatisfy { $0.value != nil }, "\(product)")
      #expect(Set(effective.flattened.axes.map(\.level)) == [1])
      depths[effective.level, default: 0] += 1
    }
    #expect(Set(depths.keys) == [1, 2])
  }
}
