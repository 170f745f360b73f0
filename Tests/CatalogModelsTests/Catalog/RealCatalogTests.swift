import CatalogModels
import Foundation
import Testing

/// Reads a real catalog where it lies beside the project, of which it is never a part.
struct RealCatalogTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/icecat-demo").standardizedFileURL
  static let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "products.jsonl").path)

  static let files: [(file: String, count: Int, rules: any ResourceFileRules.Type)] = [
    ("association_types", 4, FileRulesOf<AssociationType>.self),
    ("attribute_groups", 11, FileRulesOf<AttributeGroup>.self),
    ("attribute_options", 121, FileRulesOf<AttributeOption>.self),
    ("attributes", 77, FileRulesOf<Attribute>.self), ("categories", 168, FileRulesOf<CatalogCategory>.self),
    ("channels", 3, FileRulesOf<Channel>.self), ("currencies", 294, FileRulesOf<Currency>.self),
    ("families", 17, FileRulesOf<Family>.self), ("family_variants", 9, FileRulesOf<FamilyVariant>.self),
    ("locales", 210, FileRulesOf<CatalogLocale>.self),
    ("product_models", 81, FileRulesOf<ProductModel>.self), ("products", 1239, FileRulesOf<Product>.self),
  ]

  @Test(
    "Every object of a real catalog is read whole and written without loss",
    .enabled(if: isThere, "the catalog folder ../shared/icecat-demo is not beside the project"),
    arguments: files.indices)
  func realCatalogFiles(_ index: Int) throws {
    let (file, count, rules) = Self.files[index]
    let bytes = try Data(contentsOf: Self.folder.appending(path: "\(file).jsonl"))
    let lines = Array(bytes).split(separator: UInt8(ascii: "\n")).map(Array.init)
    #expect(lines.count == count)
    try rules.readsWithoutLoss(lines)
  }

  @Test(
    "A page of a real catalog gives the values that its lines give",
    .enabled(if: isThere, "the catalog folder ../shared/icecat-demo is not beside the project"))
  func realCatalogPage() throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: "products.jsonl"))
    let lines = Array(bytes).split(separator: UInt8(ascii: "\n")).prefix(100).map(Array.init)
    let body =
      Array(#"{"_embedded":{"items":["#.utf8) + lines.joined(separator: [UInt8(ascii: ",")]) + Array("]}}".utf8)
    let products = try PageReader.readNow(body).models(of: Product.self)
    #expect(products.count == 100)
    for (product, line) in zip(products, lines) {
      #expect(try product == Product(parsing: line))
      #expect(product.detached() == product)
    }
  }
}

protocol ResourceFileRules: SendableMetatype {
  static func readsWithoutLoss(_ lines: [[UInt8]]) throws
}

enum FileRulesOf<Item: CatalogEntity>: ResourceFileRules {
  static func readsWithoutLoss(_ lines: [[UInt8]]) throws {
    let items = try lines.map { try Item(parsing: $0) }
    // Options of two attributes may share a code.
    #expect(Set(items.map { "\($0.raw["attribute"]?.string ?? "") \($0.id)" }).count == items.count)
    for (item, line) in zip(items, lines) {
      #expect(item.raw.json.text == String(decoding: line, as: UTF8.self))
      #expect(item.unknownFields == [])
      let values = item.raw.values
      #expect(values.count == (item.raw["values"]?.members ?? []).reduce(0) { $0 + $1.value.elements.count })
      for value in values {
        #expect(values[value.attribute, locale: value.locale, channel: value.channel] == value)
      }
    }
    #expect(try Decoding.json([Item].self, items) == items)
  }
}
