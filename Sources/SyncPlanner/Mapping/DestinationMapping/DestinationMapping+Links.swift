import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Associations.
extension DestinationMapping {
  /// One record of an item's links, and one for each pair of a type that holds in both directions (G8).
  ///
  /// Links have a feed of their own that comes after products, since products may be linked in circles.
  func linkRecords(_ item: SourceItem, _ context: CatalogContext) -> [SyncRecord] {
    guard !links.isEmpty else { return [] }
    let owner = Target(feed: item.feed, id: item.key.id)
    var record = SyncRecord(RecordKey(.links, owner.key), fields: [:])
    record.isOptional = true
    var pairs: [SyncRecord] = []
    for link in links {
      let known = context.associationTypes.first { $0.code.matches(link.association) }
      let (targets, quantities, missing) = targets(of: link.association, item, context)
      if link.isTwoWay ?? known?.isTwoWay ?? false {
        for target in targets {
          let ends = [owner, target].sorted()
          var pair = SyncRecord(
            RecordKey(.links, "\(link.as)/\(ends[0].key)/\(ends[1].key)"),
            fields: ["type": .string(link.as), "between": .array(ends.map(\.json))])
          pair.isShared = true
          pairs.append(pair)
        }
        if let missing { record.heldFields[link.as] = missing }
      } else if let missing {
        record.heldFields[link.as] = missing
      } else if !targets.isEmpty {
        record.fields[link.as] = .array(
          targets.sorted().map { target in
            quantities[target].map { target.json.setting("quantity", to: .int($0)) } ?? target.json
          })
      }
    }
    return [record] + pairs
  }

  /// What an item is linked with by a type, and why that is not all.
  private func targets(
    of type: Code<AssociationType>, _ item: SourceItem, _ context: CatalogContext
  ) -> (targets: [Target], quantities: [Target: Int], missing: String?) {
    let naming: ProductReference.Naming = item.feed == .products ? .uuid : .identifier
    var products: [(ProductReference, Int?)] = []
    var models: [(Code<ProductModel>, Int?)] = []
    var unnamed = 0
    if let entry = Associations(item.raw["associations"], naming: naming)[type] {
      products += entry.products.map { ($0, nil) }
      models += entry.productModels.map { ($0, nil) }
      unnamed += entry.unnamedProducts
    }
    if let entry = QuantifiedAssociations(item.raw["quantified_associations"])[type] {
      products += entry.products.map { ($0.product, $0.quantity) }
      models += entry.productModels.map { ($0.productModel, $0.quantity) }
      unnamed += entry.unnamedProducts
    }
    var targets: [Target] = []
    var quantities: [Target: Int] = [:]
    var missing = unnamed > 0 ? "\(unnamed) of the linked products came without a name" : nil
    func add(_ target: Target, _ quantity: Int?) {
      guard !targets.contains(target) else { return }
      targets.append(target)
      quantities[target] = quantity
    }
    for (product, quantity) in products {
      if let uuid = product.identifier.flatMap({ naming == .identifier ? context.identities[$0] : nil }) ?? product.uuid
      {
        add(Target(feed: .products, id: uuid.uuidString.lowercased()), quantity)
      } else if let identifier = product.identifier {
        missing = "the linked product `\(identifier)` is not known"
      }
    }
    for (model, quantity) in models { add(Target(feed: .productModels, id: model.rawValue), quantity) }
    return (targets, quantities, missing)
  }

  /// An end of a link.
  private struct Target: Hashable, Comparable {
    let feed: SyncFeed
    let id: String

    var key: String { "\(feed.rawValue)/\(id)" }
    var json: RawJSON { [feed == .products ? "product" : "productModel": .string(id)] }

    static func < (a: Target, b: Target) -> Bool { a.key.utf8.lexicographicallyPrecedes(b.key.utf8) }
  }
}
