internal import CatalogModels
internal import ValueParser

/// Finds some records' items among what a source delivers.
struct SourceLookup {
  private let keys: Set<RecordKey>
  private let mapping: any RecordMapping
  private var context = CatalogContext(schema: CatalogSchema())
  private(set) var views: [RecordKey: SyncEngine.SourceView] = [:]
  /// The items of which the records can be made: the main record bears its item's key.
  let items: Set<RecordKey>

  private static let mostVariants = 1_000

  init(_ keys: Set<RecordKey>, _ mapping: any RecordMapping) {
    self.keys = keys
    self.mapping = mapping
    items = Set(
      keys.flatMap { key in
        (SyncFeed.all + [key.feed]).filter { mapping.feeds(for: $0).contains(key.feed) }.map { RecordKey($0, key.id) }
      })
  }

  mutating func take(_ part: SourcePart) throws {
    switch part {
    case .context(let context): self.context = context
    case .items(let page): for item in page { take(item) }
    default: break
    }
    try Task.checkCancellation()
  }

  private mutating func take(_ item: SourceItem) {
    let sku = Self.identifier(item)
    for parent in item.dependencies {
      for (key, view) in views where view.key == parent && view.variants.count < Self.mostVariants {
        views[key]?.variants.append(item.key)
        if let sku { views[key]?.skus.append(sku) }
      }
    }
    var records: [SyncRecord] = []
    var problem: String?
    let mayBeOurs = items.contains(item.key) || keys.contains { mapping.feeds(for: item.feed).contains($0.feed) }
    guard mayBeOurs else { return }
    do {
      records = try mapping.records(for: item, in: context)
    } catch let error as SyncError {
      problem = ForeignWords.cleaned(error.message)
    } catch {
      problem = ForeignWords.of(error)
    }
    for key in keys {
      let record = records.first { $0.key == key }
      guard record != nil || (items.contains(item.key) && item.key.id == key.id) else { continue }
      guard mapping.feeds(for: item.feed).contains(key.feed) else { continue }
      views[key] = view(item, record, problem, sku)
    }
  }

  private func view(
    _ item: SourceItem, _ record: SyncRecord?, _ problem: String?, _ sku: String?
  ) -> SyncEngine.SourceView {
    var outside: String?
    if case .outside(let reason) = item.membership { outside = reason }
    var images: [String] = []
    for value in item.values.map({ Array($0) }) ?? [] {
      switch value.data {
      case .image(let media), .file(let media): images.append(media.code.rawValue)
      case .assets(let links): images += links.map { "\($0.family.rawValue)/\($0.code.rawValue)" }
      default: break
      }
    }
    return SyncEngine.SourceView(
      key: item.key, json: item.raw.json.detached(), outside: outside, skus: sku.map { [$0] } ?? [], variants: [],
      images: images.uniqued(), tags: ["categories", "groups"].flatMap { Self.texts(item.raw[$0]) }, record: record,
      problem: problem)
  }

  private static func texts(_ json: RawJSON?) -> [String] {
    guard let json, json.kind == .array else { return [] }
    return json.elements.compactMap(\.string)
  }

  private static func identifier(_ item: SourceItem) -> String? {
    if let identifier = item.raw["identifier"]?.string { return identifier }
    for value in item.values.map({ Array($0) }) ?? [] {
      if case .identifier(let text) = value.data { return text }
    }
    return nil
  }
}

extension Array where Element: Hashable {
  /// Each element once, in the order in which it first came.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
