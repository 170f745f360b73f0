import CatalogModels
import Foundation
import PIMClient
import PIMURLSession
import ValueParser

/// Reads all products of a PIM with the default transport and counts products and values, so that other clients can be
/// measured beside it.
struct ListProducts {
  let address: String
  /// Whether each value is typed and its strings are made; else its data is looked at as it came.
  let isTyped: Bool

  func run() async throws {
    guard let origin = URL(string: address) else { throw BenchmarkFailure("\(address) is no address") }
    let client = try CatalogClient(
      origin, .password(clientID: "client", secret: "secret", username: "user", password: "password"),
      over: URLSessionTransport())
    var products = 0
    var values = 0
    var schema: CatalogSchema?
    for try await page in client.products.list().pages {
      if isTyped, schema == nil { schema = CatalogSchema(attributes: try AttributeGuess.attributes(of: page.items)) }
      (products, values) = await Self.count(page.items, schema, products, values)
    }
    print(products, values)
  }

  @concurrent
  private static func count(
    _ items: [Product], _ schema: CatalogSchema?, _ products: Int, _ values: Int
  ) async -> (Int, Int) {
    var values = values
    var touch = Touch()
    for product in items {
      if let schema { touch.product(product, typedBy: schema) }
      for value in product.values where !value.data.isNull { values += 1 }
    }
    return (products + items.count, values)
  }
}
