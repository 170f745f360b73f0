import CatalogModels
import Foundation
import PIMClient
import SyncPlanner
import ValueParser

/// One kind of work on several pages.
struct PageTables {
  let pages: [(name: String, page: PageFile)]
  let rounds: Rounds

  func decoding() throws {
    for (name, page) in pages { print("\(name): \(try PageReport(page, PageWork.allCases, rounds).table)\n") }
  }

  /// From products that are read already to typed values, all of them touched.
  func typing() throws {
    var table = ResultTable(["typing", "values", "without a type", "values/s"])
    for (name, page) in pages {
      let products = try Page<Product>(parsing: page.bytes).items
      let work = Work(name: "typing", amount: page.valueCount) {
        var touch = Touch()
        for product in products {
          for value in page.schema.typed(product) { touch.value(value) }
        }
        return touch.sum
      }
      let rate = try rounds.rates([work])[0]
      table.append([name, page.valueCount.grouped, page.diagnosticCount.grouped, Int(rate).grouped])
    }
    print(table.text)
  }

  /// From products that are read already to their fingerprints.
  func fingerprinting() throws {
    var table = ResultTable(["fingerprinting", "products/s", "MB/s", "MB/s from the page's bytes"])
    for (name, page) in pages {
      let items = try Page<Product>(parsing: page.bytes).items
        .map { SourceItem(RecordKey(.products, $0.uuid.uuidString), $0.raw) }
      let work = Work(name: "fingerprinting", amount: page.bytes.count) {
        items.reduce(0) { $0 ^ $1.fingerprint.hashValue }
      }
      let rates = try rounds.rates([work, PageWork.fingerprint.work(on: page)])
      let products = rates[0] / Double(page.bytes.count) * Double(items.count)
      table.append([name, Int(products).grouped, (rates[0] / 1e6).short, (rates[1] / 1e6).short])
    }
    print(table.text)
  }
}
