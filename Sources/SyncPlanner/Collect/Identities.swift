import CatalogModels
import PIMClient
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension PIMCollection {
  /// Looks up the products that product models name by identifier (N8), so that a mapping can tell which they are. Each
  /// identifier is asked for once in a run.
  func learnIdentities(of models: [ProductModel]) async throws {
    guard scope.namesProducts else { return }
    var unknown: Set<String> = []
    for entry in models.lazy.flatMap(\.associations.entries) {
      unknown.formUnion(entry.products.compactMap(\.identifier))
    }
    for entry in models.lazy.flatMap(\.quantifiedAssociations.entries) {
      unknown.formUnion(entry.products.filter { $0.product.uuid == nil }.compactMap(\.product.identifier))
    }
    unknown.subtract(askedIdentifiers)
    guard !unknown.isEmpty else { return }
    askedIdentifiers.formUnion(unknown)
    let filter = Filter<Product>.identifier(.any(unknown.sorted()))
    let query = Query<Product>.where([filter]).attributes(schema.mainIdentifier.map { [$0] } ?? [])
    for try await page in client.products.list(query).pages {
      for product in page.items {
        let typed = schema.typed(product)
        if case .product(let named) = typed.owner, let identifier = named.identifier {
          identities[identifier] = product.uuid
        }
      }
    }
    try await deliverContext()
  }
}
