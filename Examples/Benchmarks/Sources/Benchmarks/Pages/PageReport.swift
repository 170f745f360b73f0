/// All that is measured on one page.
struct PageReport {
  let page: PageFile
  private let rates: [PageWork: Double]
  private let allocations: Allocations?

  /// Measures.
  init(_ page: PageFile, _ works: [PageWork], _ rounds: Rounds) throws {
    self.page = page
    let measured = try rounds.rates(works.map { $0.work(on: page) })
    rates = Dictionary(uniqueKeysWithValues: zip(works, measured.map { $0 / 1e6 }))
    allocations = try PageWork.allocations(of: page)
  }

  private var allocationsPerProduct: Double? {
    allocations.map { Double($0.count) / Double(page.productCount) }
  }

  /// One line that other programs read.
  var json: String {
    let rates = [PageWork.decodeAll, .decodeOnDemand, .fingerprint, .jsonDecoder]
      .map { "\"\($0.rawValue)_MBps\":\((self.rates[$0] ?? 0).short)" }.joined(separator: ",")
    return "{\"bytes\":\(page.bytes.count),\"products\":\(page.productCount),\"values\":\(page.valueCount),\(rates),"
      + "\"heldBytes\":\(allocations?.held ?? 0),\"allocationsPerProduct\":\((allocationsPerProduct ?? 0).short)}"
  }

  /// A table for people.
  var table: String {
    var table = ResultTable(["from the page's bytes", "MB/s", "× JSONDecoder"])
    for work in PageWork.allCases {
      guard let rate = rates[work] else { continue }
      let ratio = rates[.jsonDecoder].map { (rate / $0).short } ?? ""
      table.append([work.rawValue, rate.short, ratio])
    }
    var text =
      "\(page.bytes.count.grouped) bytes, \(page.productCount.grouped) products, \(page.valueCount.grouped) values"
    if page.diagnosticCount > 0 { text += ", \(page.diagnosticCount.grouped) of them without a type" }
    text += "\n\(table.text)\n"
    if let allocations, let allocationsPerProduct {
      let ratio = Double(allocations.held) / Double(page.bytes.count)
      text += "held on demand: \(allocations.held.grouped) bytes, \((ratio * 100).short) % of the page's; "
      text += "allocations: \(allocationsPerProduct.short) a product"
    }
    return text
  }
}
