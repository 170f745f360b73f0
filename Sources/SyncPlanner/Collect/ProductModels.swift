import CatalogModels
import PIMClient
import ValueParser

/// Product models: in a sweep, in a run of changes, and by their codes.
extension PIMCollection {
  /// Product models, by filters of their own: `enabled` is not among them (N18).
  func collectProductModels() async throws {
    guard needsValues || scope.wants(.productModels), scope.productModels == .all else { return }
    try await reading(.productModels) {
      var query = Query<ProductModel>.where(scope.productModelFilters)
      let begin = window.begin(of: .productModels)
      if let begin {
        query = query.where([.updated(.after(begin))])
      } else {
        if scope.families != nil {
          guard !structure.families.isEmpty else { return .complete }
          query = query.where([.family(.any(structure.families.map(\.code)))])
        }
        if let root = scope.categoryRoot { query = query.where([.categories(.within([root]))]) }
        if let channel = market.channel { query = query.channel(channel.code) }
      }
      if let locales = market.locales { query = query.locales(locales) }
      if configuration.includesScores { query = query.withQualityScores() }
      query = query.withAttributeOptions()
      guard begin == nil else {
        for try await page in client.productModels.list(query).pages {
          window.note(page.serverTime)
          try await take(page.items, .changed)
        }
        return .changes
      }
      return try await sweep(query, client.productModels) { try await take($0, .swept) }
    }
  }

  /// Models that came only because a product rests on them are as complete as the products.
  func finishParents() async throws {
    guard scope.wants(.productModels), scope.productModels == .parents, let sweep = sweeps[.products] else { return }
    try await finish(.productModels, sweep)
  }

  func take(_ models: [ProductModel], _ finding: Finding) async throws {
    var models = models.filter { links.models[$0.code.folded] == nil }
    if finding != .needed { models = try await belonging(models, finding) }
    guard !models.isEmpty else { return }
    try await needModels(models.compactMap(\.parent), besides: Set(models.map(\.code.folded)))
    try await learn(models.lazy.flatMap(\.values.attributes))
    try await learnIdentities(of: models)

    // Those above come before those below, also within a page.
    let here = Dictionary(models.map { ($0.code.folded, $0) }) { first, _ in first }
    let parents = here.mapValues { $0.parent.flatMap { here[$0.folded]?.code.folded } }
    let ordered = here.values
      .map { (model: $0, depth: depth(of: $0.code.folded, in: parents)) }
      .sorted { ($0.depth, $0.model.code) < ($1.depth, $1.model.code) }.map(\.model)
    let typed = await Self.typed(ordered, schema)
    var items: [SourceItem] = []
    for (model, values) in typed {
      let parent = model.parent.map { links.models[$0.folded]?.code ?? $0 }
      let depth = parent.map { (links.models[$0.folded]?.depth ?? 0) + 1 } ?? 0
      links.models[model.code.folded] = LinkedItems.Model(
        code: model.code, depth: depth, parent: parent, familyVariant: model.familyVariant)
      links.add(values)
      var item = SourceItem(
        RecordKey(.productModels, model.code.rawValue), model.raw, values: values,
        dependencies: parent.map { [RecordKey(.productModels, $0.rawValue)] } ?? [], depth: depth)
      item.ancestors = links.models(above: parent).map(\.code.rawValue)
      item.familyVariant = model.familyVariant
      items.append(item)
    }
    try await deliver(items)
  }

  /// Those among some models that belong to the scope. Variants of a model may be in the tree when it is not itself, so
  /// that a changed one that the destination has stays: the next sweep decides.
  private func belonging(_ models: [ProductModel], _ finding: Finding) async throws -> [ProductModel] {
    var outside: Set<RecordKey> = []
    for model in models where membership(family: model.family, categories: model.categories) != .inside {
      outside.insert(RecordKey(.productModels, model.code.rawValue))
    }
    guard !outside.isEmpty else { return models }
    if finding == .linked, scope.linkedProducts == .all { return models }
    if finding == .changed { outside.subtract(try await request.known(outside.sorted())) }
    return models.filter { !outside.contains(RecordKey(.productModels, $0.code.rawValue)) }
  }

  /// Sees to it that product models were delivered before what rests on them.
  func needModels(_ codes: [Code<ProductModel>], besides here: Set<String> = []) async throws {
    guard scope.wants(.productModels) else { return }
    var missing: [String: Code<ProductModel>] = [:]
    for code in codes
    where links.models[code.folded] == nil && !here.contains(code.folded) && !links.absentModels.contains(code.folded) {
      missing[code.folded] = code
    }
    guard !missing.isEmpty else { return }
    try await takeModels(missing.values.sorted(), .needed)
    for (folded, code) in missing where links.models[folded] == nil {
      links.absentModels.insert(folded)
      try await note(
        .missingReference, RecordKey(.productModels, code.rawValue),
        "A variant or model names this product model as its parent, and the PIM does not have it or hides it.")
    }
  }

  /// Reads product models by their codes.
  func takeModels(_ codes: [Code<ProductModel>], _ finding: Finding) async throws {
    var query = Query<ProductModel>.where(.code(.any(codes.map(\.rawValue))))
    if finding == .linked, scope.linkedProducts == .inScope { query = query.where(scope.productModelFilters) }
    if let locales = market.locales { query = query.locales(locales) }
    for try await page in client.productModels.list(query.withAttributeOptions()).pages {
      try await take(page.items, finding)
    }
  }

  @concurrent
  private static func typed(
    _ models: [ProductModel], _ schema: CatalogSchema
  ) async -> [(ProductModel, TypedValues)] {
    models.map { ($0, schema.typed($0)) }
  }
}
