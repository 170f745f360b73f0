import CatalogModels
import PIMClient
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Products and product models that values link to.
extension PIMCollection {
  func follow(_ named: [ProductLink]) async throws {
    var uuids: [UUID] = []
    var identifiers: [String] = []
    var codes: [Code<ProductModel>] = []
    for link in named {
      switch link {
      case .product(let reference):
        if let uuid = reference.uuid {
          if !links.products.contains(uuid) { uuids.append(uuid) }
        } else if let identifier = reference.identifier {
          identifiers.append(identifier)
        }
      case .productModel(let code):
        // Only those above a product come where only parents do (A10).
        if links.models[code.folded] == nil, scope.productModels == .all { codes.append(code) }
      }
    }
    if isSwept(.products), scope.linkedProducts == .inScope, isWholeCatalog { return }
    if !isSwept(.products) {
      let keys = uuids.map { RecordKey(.products, $0.uuidString.lowercased()) }
      let known = try await request.known(keys)
      uuids.removeAll { known.contains(RecordKey(.products, $0.uuidString.lowercased())) }
      let models = try await request.known(codes.map { RecordKey(.productModels, $0.rawValue) })
      codes.removeAll { models.contains(RecordKey(.productModels, $0.rawValue)) }
    }
    if !uuids.isEmpty { try await takeProducts(.uuid(.any(uuids.sorted { $0.uuidString < $1.uuidString }))) }
    if !identifiers.isEmpty { try await takeProducts(.identifier(.any(identifiers.sorted()))) }
    if !codes.isEmpty { try await takeModels(codes.sorted(), .linked) }
  }

  /// Whether a sweep brings every product there is, so that a link to one that did not come leads nowhere.
  private var isWholeCatalog: Bool {
    scope.families == nil && scope.enabled == nil && tree == nil && market.channel == nil
      && scope.productFilters.isEmpty
  }

  private func takeProducts(_ filter: Filter<Product>) async throws {
    var query = Query<Product>.where(scope.linkedProducts == .inScope ? scope.productFilters + [filter] : [filter])
    if let locales = market.locales { query = query.locales(locales) }
    for try await page in client.products.list(query.withAttributeOptions()).pages {
      try await take(page.items, .linked)
    }
  }
}
