import CatalogModels
import Foundation
import PIMClient
import SyncPlanner

/// What is done with a page's bytes, each the whole way from bytes to result.
enum PageWork: String, CaseIterable {
  /// Every value typed and touched, every string made.
  case decodeAll
  /// Values are typed when asked for; codes and keys are read.
  case decodeOnDemand
  /// A fingerprint of each product: what an unchanged catalog costs.
  case fingerprint
  /// The same products with Foundation's decoder.
  case jsonDecoder
  /// Foundation's dictionaries.
  case jsonSerialization

  func work(on page: PageFile) -> Work {
    Work(name: rawValue, amount: page.bytes.count) { try self.run(page) }
  }

  private func run(_ page: PageFile) throws -> Int {
    switch self {
    case .decodeAll:
      var touch = Touch()
      for product in try Page<Product>(parsing: page.bytes).items { touch.product(product, typedBy: page.schema) }
      return touch.sum
    case .decodeOnDemand: return Self.readCodes(try Page<Product>(parsing: page.bytes).items)
    case .fingerprint:
      var sum = 0
      for product in try Page<Product>(parsing: page.bytes).items {
        let item = SourceItem(RecordKey(.products, product.uuid.uuidString), product.raw)
        sum ^= item.fingerprint.hashValue
      }
      return sum
    case .jsonDecoder:
      let decoded = try JSONDecoder().decode(DecodedPage.self, from: Data(page.bytes))
      return decoded.products.reduce(0) { $0 &+ $1.values.count }
    case .jsonSerialization:
      let decoded = try JSONSerialization.jsonObject(with: Data(page.bytes))
      return (decoded as? [String: Any])?.count ?? 0
    }
  }

  /// The keys of products and of their values, which say what there is to type.
  static func readCodes(_ products: [Product]) -> Int {
    var touch = Touch()
    for product in products {
      touch.text(product.family?.rawValue)
      for value in product.values {
        touch.text(value.attribute.rawValue)
        touch.text(value.locale?.rawValue)
        touch.text(value.channel?.rawValue)
      }
    }
    return products.reduce(touch.sum) { $0 &+ Int($1.uuid.uuid.15) }
  }

  /// What products read on demand ask of the allocator, the page's own bytes included.
  static func allocations(of page: PageFile) throws -> Allocations? {
    func read() throws -> [Product] {
      let bytes = page.bytes.map { $0 }
      let products = try Page<Product>(parsing: bytes).items
      _ = readCodes(products)
      return products
    }
    // Once before, so that nothing is made for the first time while counting.
    _ = try read()
    let (products, allocations) = try Allocations.counting(read)
    return withExtendedLifetime(products) { allocations }
  }
}
