import CatalogModels
import PIMClient
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Products: in a sweep, in a run of changes, and by their keys.
extension PIMCollection {
  /// Products by uuid, which also brings those without an identifier (N13).
  func collectProducts() async throws {
    guard needsValues || scope.wants(.products) else { return }
    try await reading(.products) {
      var query = Query<Product>.where(scope.productFilters)
      let begin = window.begin(of: .products)
      if let begin {
        // No filter that decides who belongs to the scope: what left it must be seen (G7).
        query = query.where([.updated(.after(begin))])
      } else {
        if let enabled = scope.enabled { query = query.where([.enabled(enabled)]) }
        if scope.families != nil {
          guard !structure.families.isEmpty else { return .complete }
          query = query.where([.family(.any(structure.families.map(\.code)))])
        }
        if let root = scope.categoryRoot { query = query.where([.categories(.within([root]))]) }
        if let channel = market.channel { query = query.channel(channel.code) }
      }
      if let locales = market.locales { query = query.locales(locales) }
      if configuration.includesScores { query = query.withQualityScores().withCompletenesses() }
      query = query.withAttributeOptions()
      guard begin == nil else {
        for try await page in client.products.list(query).pages {
          window.note(page.serverTime)
          try await take(page.items, .changed)
        }
        return .changes
      }
      if place != nil || cutsReading { return try await readStretch(of: query) }
      return try await sweep(query, client.products) { try await take($0, .swept) }
    }
  }

  /// Whether values must be read for what they name.
  var needsValues: Bool { scope.wants(.referenceEntityRecords) || scope.wants(.assets) }

  /// How an item was found.
  enum Finding {
    /// In a sweep of all that is in the scope.
    case swept
    /// In a list of what changed, whether in the scope or not.
    case changed
    /// By its key, because an item in the scope rests on it.
    case needed
    /// By its key, because a value names it.
    case linked
  }

  func take(_ products: [Product], _ finding: Finding) async throws {
    let new = products.filter { !links.products.contains($0.uuid) }
    var members: [(product: Product, membership: SourceItem.Membership)] = []
    for product in new {
      members.append((product, membership(of: product)))
    }
    if scope.linkedProducts == .all { members = try await keepingLinked(members, finding) }
    if finding == .linked {
      for (product, membership) in members {
        if case .outside(let reason) = membership { try await noteOutside(product, reason) }
      }
      members.removeAll { $0.membership != .inside }
    }
    let inside = members.filter { $0.membership == .inside }.map(\.product)
    try await needModels(inside.compactMap(\.parent))
    try await learn(inside.lazy.flatMap(\.values.attributes))

    let typed = await Self.typed(members.map(\.product), schema)
    var items: [SourceItem] = []
    for ((product, values), member) in zip(typed, members) {
      if member.membership == .inside {
        links.products.insert(product.uuid)
        links.add(values)
      }
      let parent = product.parent.map { links.models[$0.folded]?.code ?? $0 }
      let follows = scope.wants(.productModels)
      var item = SourceItem(
        RecordKey(.products, product.uuid.uuidString.lowercased()), product.raw, values: values,
        dependencies: follows ? parent.map { [RecordKey(.productModels, $0.rawValue)] } ?? [] : [],
        membership: member.membership)
      let above = links.models(above: parent)
      item.ancestors = above.isEmpty ? parent.map { [$0.rawValue] } ?? [] : above.map(\.code.rawValue)
      item.familyVariant = above.last?.familyVariant
      items.append(item)
    }
    try await deliver(items)
  }

  /// Where linked products come along, those outside of families and tree may be linked. A sweep leaves them to the
  /// links; in a run of changes, one that the destination has stays until the next sweep.
  private func keepingLinked(
    _ members: [(product: Product, membership: SourceItem.Membership)], _ finding: Finding
  ) async throws -> [(product: Product, membership: SourceItem.Membership)] {
    var kept: Set<RecordKey> = []
    func key(_ product: Product) -> RecordKey { RecordKey(.products, product.uuid.uuidString.lowercased()) }
    if finding == .changed {
      kept = try await request.known(members.filter { $0.membership != .inside }.map { key($0.product) })
    }
    return members.compactMap { member in
      if member.membership == .inside || !isEnabledAsWanted(member.product) { return member }
      if finding == .linked || kept.contains(key(member.product)) { return (member.product, .inside) }
      return finding == .changed ? member : nil
    }
  }

  private func isEnabledAsWanted(_ product: Product) -> Bool {
    scope.enabled.map { $0 == product.isEnabled } ?? true
  }

  private func noteOutside(_ product: Product, _ reason: String) async throws {
    try await note(
      .outsideScope, RecordKey(.products, product.uuid.uuidString.lowercased()),
      "A value links to this product, which is not in the scope: \(reason).")
  }

  @concurrent
  private static func typed(_ products: [Product], _ schema: CatalogSchema) async -> [(Product, TypedValues)] {
    products.map { ($0, schema.typed($0)) }
  }
}
