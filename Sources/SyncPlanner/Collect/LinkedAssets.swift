import CatalogModels
import PIMClient
import ValueParser

/// Assets that values name, and those that changed.
extension PIMCollection {
  func followAssets(_ codes: [String], in folded: String) async throws {
    guard let family = structure.assetFamilies[folded] ?? nil else {
      return try await noteMissing(codes.map { RecordKey(.assets, "\(folded)/\($0)") })
    }
    var query = Query<Asset>.where(.code(anyOf: codes.map { Code($0) }))
    if let channel = market.channel { query = query.channel(channel.code) }
    if let locales = market.locales { query = query.locales(locales) }
    var missing = Dictionary(codes.map { ($0.asciiLowercased, $0) }) { first, _ in first }
    for try await page in client.assets(of: family).list(query).pages {
      for asset in page.items { missing[asset.code.folded] = nil }
      try await take(page.items, of: family)
    }
    try await noteMissing(missing.values.sorted().map { RecordKey(.assets, "\(family)/\($0)") })
  }

  /// Assets that changed and that the destination has: nothing else tells of their change (N14).
  func collectChangedAssets(_ failures: inout [SyncFeed: SyncError]) async throws {
    guard scope.wants(.assets), let begin = window.begin(of: .assets) else { return }
    for family in structure.assetFamilies.values.compactMap(\.self).sorted() {
      try await guarding(.assets, &failures) {
        var query = Query<Asset>.where(.updated(.after(begin)))
        if let channel = market.channel { query = query.channel(channel.code) }
        if let locales = market.locales { query = query.locales(locales) }
        for try await page in client.assets(of: family).list(query).pages {
          let keys = page.items.map { RecordKey(.assets, "\(family)/\($0.code)") }
          let known = try await request.known(keys)
          let wanted = zip(page.items, keys).filter { known.contains($0.1) }.map(\.0)
          let new = wanted.filter { links.arrive(asset: $0.code.rawValue, in: family.rawValue) }
          try await take(new, of: family)
        }
      }
    }
  }

  func take(_ assets: [Asset], of family: Code<AssetFamily>) async throws {
    let typed = await Self.typed(assets, of: family, schema)
    for (_, values) in typed { links.add(values) }
    try await deliver(
      typed.map { asset, values in
        SourceItem(RecordKey(.assets, "\(family)/\(asset.code)"), asset.raw, values: values)
      })
  }

  @concurrent
  private static func typed(
    _ assets: [Asset], of family: Code<AssetFamily>, _ schema: CatalogSchema
  ) async -> [(Asset, TypedValues)] {
    assets.map { ($0, schema.typed($0.values, of: .asset($0.code, of: family))) }
  }
}
