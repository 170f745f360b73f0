import CatalogModels
import PIMClient

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Items that are looked for by their keys once everything was read.
///
/// Lists come from the server's search index, single items from its database: what a list does not have is asked for
/// by itself before it counts as absent.
extension PIMCollection {
  func lookForMore() async throws {
    let inquiry = SourceInquiry()
    try await deliver(.inquiry(inquiry))
    var failures: [SyncFeed: SyncError] = [:]
    while case let keys = inquiry.take(), !keys.isEmpty {
      let byFeed = Dictionary(grouping: keys, by: \.feed)
      for feed in SyncFeed.all where scope.wants(feed) {
        guard let keys = byFeed[feed] else { continue }
        do {
          try await look(for: keys.map(\.id).sorted(), in: feed)
        } catch let error as CatalogError where !error.endsCollection {
          // What could not be looked for is neither there nor absent.
          try await note(
            .source, nil, "\(keys.count) \(feed) could not be looked for by key: \(error.message.asSentence)")
        }
      }
      try await followLinks(&failures)
      try await deliver(.inquiry(inquiry))
    }
    for (feed, error) in failures.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try await finish(feed, .failed(error))
    }
  }

  func look(for ids: [String], in feed: SyncFeed) async throws {
    switch feed {
    // What only the server can decide is in the scope cannot be told of an item by itself.
    case .products:
      if scope.productFilters.isEmpty { try await lookForProducts(ids.compactMap(UUID.init(uuidString:))) }
    case .productModels: if scope.productModelFilters.isEmpty { try await lookForModels(ids.map { Code($0) }) }
    case .referenceEntityRecords:
      for (entity, codes) in Self.byOwner(ids) {
        guard let entity = structure.entities[entity.asciiLowercased] ?? nil else { continue }
        try await lookForRecords(codes.map { Code($0) }, of: entity)
      }
    case .assets:
      for (family, codes) in Self.byOwner(ids) {
        guard let family = structure.assetFamilies[family.asciiLowercased] ?? nil else { continue }
        try await lookForAssets(codes.map { Code($0) }, of: family)
      }
    default: break
    }
  }

  private static func byOwner(_ ids: [String]) -> [(String, [String])] {
    let pairs = ids.compactMap { id -> (String, String)? in
      guard let slash = id.firstIndex(of: "/") else { return nil }
      return (String(id[..<slash]), String(id[id.index(after: slash)...]))
    }
    return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }.sorted { $0.key < $1.key }
  }

  // MARK: By kind

  private func lookForProducts(_ uuids: [UUID]) async throws {
    var query = Query<Product>.where([.uuid(.any(uuids))])
    if let locales = market.locales { query = query.locales(locales) }
    try await look(for: uuids, .products, client.products, query.withAttributeOptions(), { $0.uuidString.lowercased() })
    {
      products in
      let isSweep = window.begin(of: .products) == nil
      let inside = isSweep ? products.filter { membership(of: $0) == .inside } : products
      if !inside.isEmpty { try await take(inside, isSweep ? .swept : .changed) }
      guard isSweep else { return }
      try await deliver(
        products.compactMap { product in
          outside(.products, product.uuid.uuidString.lowercased(), product.raw, membership(of: product))
        })
    }
  }

  private func lookForModels(_ codes: [Code<ProductModel>]) async throws {
    var query = Query<ProductModel>.where([.code(.any(codes.map(\.rawValue)))])
    if let locales = market.locales { query = query.locales(locales) }
    try await look(for: codes, .productModels, client.productModels, query.withAttributeOptions(), \.rawValue) {
      models in
      let isSweep = window.begin(of: .productModels) == nil
      func place(_ model: ProductModel) -> SourceItem.Membership {
        membership(family: model.family, categories: model.categories)
      }
      let inside = isSweep ? models.filter { place($0) == .inside } : models
      if !inside.isEmpty { try await take(inside, isSweep ? .swept : .changed) }
      guard isSweep else { return }
      try await deliver(models.compactMap { outside(.productModels, $0.code.rawValue, $0.raw, place($0)) })
    }
  }

  private func lookForRecords(_ codes: [Code<ReferenceEntityRecord>], of entity: Code<ReferenceEntity>) async throws {
    var query = Query<ReferenceEntityRecord>.where([.code(anyOf: codes)])
    if let channel = market.channel { query = query.channel(channel.code) }
    if let locales = market.locales { query = query.locales(locales) }
    let feed = SyncFeed.referenceEntityRecords
    try await look(for: codes, feed, client.records(of: entity), query, { "\(entity)/\($0)" }) { records in
      guard window.begin(of: feed) == nil else {
        return try await take(
          records.filter { links.arrive(record: $0.code.rawValue, in: entity.rawValue) }, of: entity)
      }
      // One that is named and did not come is one that the list lacked.
      let named = records.filter { links.knows(record: $0.code.rawValue, in: entity.rawValue) }
      if !named.isEmpty { try await take(named, of: entity) }
      try await deliver(
        records.filter { !links.knows(record: $0.code.rawValue, in: entity.rawValue) }
          .compactMap { outside(feed, "\(entity)/\($0.code)", $0.raw, Self.unnamed) })
    }
  }

  private func lookForAssets(_ codes: [Code<Asset>], of family: Code<AssetFamily>) async throws {
    var query = Query<Asset>.where([.code(anyOf: codes)])
    if let channel = market.channel { query = query.channel(channel.code) }
    if let locales = market.locales { query = query.locales(locales) }
    try await look(for: codes, .assets, client.assets(of: family), query, { "\(family)/\($0)" }) { assets in
      guard window.begin(of: .assets) == nil else {
        return try await take(assets.filter { links.arrive(asset: $0.code.rawValue, in: family.rawValue) }, of: family)
      }
      let named = assets.filter { links.knows(asset: $0.code.rawValue, in: family.rawValue) }
      if !named.isEmpty { try await take(named, of: family) }
      try await deliver(
        assets.filter { !links.knows(asset: $0.code.rawValue, in: family.rawValue) }
          .compactMap { outside(.assets, "\(family)/\($0.code)", $0.raw, Self.unnamed) })
    }
  }

  private static let unnamed = SourceItem.Membership.outside(reason: "nothing in the scope names it any more")

  private func outside(
    _ feed: SyncFeed, _ id: String, _ raw: RawObject, _ membership: SourceItem.Membership
  ) -> SourceItem? {
    membership == .inside ? nil : SourceItem(RecordKey(feed, id), raw, membership: membership)
  }

  /// Reads items by a list, then those that it lacks one by one, and tells which of them are not there.
  private func look<Item: CatalogEntity>(
    for ids: [Item.ID], _ feed: SyncFeed, _ endpoint: Endpoint<Item>, _ query: Query<Item>,
    _ key: (Item.ID) -> String, found: ([Item]) async throws -> Void
  ) async throws {
    guard !ids.isEmpty else { return }
    var missing = Dictionary(ids.map { (key($0).asciiLowercased, $0) }) { first, _ in first }
    for try await page in endpoint.list(query).pages {
      for item in page.items { missing[key(item.id).asciiLowercased] = nil }
      try await found(page.items)
    }
    var absent: [RecordKey] = []
    for (_, id) in missing.sorted(by: { $0.key < $1.key }) {
      do {
        try await found([try await endpoint.get(id)])
      } catch let error as CatalogError where error.code == .notFound {
        absent.append(RecordKey(feed, key(id)))
      }
    }
    if !absent.isEmpty { try await deliver(.absent(absent)) }
  }
}
