import CatalogModels
import Foundation
import PIMClient
import SyncPlanner
import ValueParser

extension PageTables {
  /// What a product costs a run that finds it as it was: typing its values, making its record and the fingerprint of
  /// that; and the fingerprint of the product as it came, by which the mapping could be skipped.
  func mapping() throws {
    let mapping = IdentityMapping()
    var table = ResultTable([
      "products a CPU second", "decoded", "typed, mapped, fingerprinted", "source's fingerprint",
    ])
    for (name, page) in pages {
      let products = try Page<Product>(parsing: page.bytes).items
      let context = CatalogContext(schema: page.schema)
      func item(_ product: Product, typed: Bool) -> SourceItem {
        SourceItem(
          RecordKey(.products, product.uuid.uuidString), product.raw, values: typed ? page.schema.typed(product) : nil)
      }
      let rates = try rounds.rates([
        Work(name: "decoding", amount: products.count) {
          PageWork.readCodes(try Page<Product>(parsing: page.bytes).items)
        },
        Work(name: "mapping", amount: products.count) {
          try products.reduce(0) { sum, product in
            try mapping.records(for: item(product, typed: true), in: context).reduce(sum) {
              $0 ^ $1.fingerprint.hashValue
            }
          }
        },
        Work(name: "source", amount: products.count) {
          products.reduce(0) { $0 ^ item($1, typed: false).fingerprint.hashValue }
        },
      ])
      table.append([name] + rates.map { Int($0).grouped })
    }
    print(table.text)
  }
}
