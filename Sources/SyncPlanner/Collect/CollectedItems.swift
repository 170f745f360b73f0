import CatalogModels

extension SourceItem {
  /// An item whose key is its code, without values.
  init(_ feed: SyncFeed, _ entity: some CodedEntity, dependencies: [RecordKey] = [], depth: Int = 0) {
    self.init(RecordKey(feed, entity.code.rawValue), entity.raw, dependencies: dependencies, depth: depth)
  }

  /// An item within another one, without values.
  init(_ feed: SyncFeed, in owners: String..., entity: some CodedEntity) {
    self.init(
      RecordKey(feed, (owners + [entity.code.rawValue]).joined(separator: "/")), entity.raw)
  }
}
