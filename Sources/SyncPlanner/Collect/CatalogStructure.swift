import CatalogModels

/// What describes the products of a scope.
struct CatalogStructure {
  var families: [Family] = [] {
    didSet { familyCodes = Set(families.map(\.code.folded)) }
  }
  private(set) var familyCodes: Set<String> = []
  /// By folded code, so that none is read or kept twice.
  var attributes: [String: Attribute] = [:]
  /// Measurement families, as they came.
  var units: [RawObject] = []
  var entityAttributes: [ReferenceEntityAttribute] = []
  var assetAttributes: [AssetFamilyAttribute] = []
  /// The codes as the PIM writes them, by folded code, `nil` for what is named and not there: routes of asset families
  /// are exact (N15).
  var entities: [String: Code<ReferenceEntity>?] = [:]
  var assetFamilies: [String: Code<AssetFamily>?] = [:]
  /// Attributes that values bear and that were asked for, by folded code.
  var unknown: Set<String> = []
  var optionFailure: SyncError?
  var entityFailure: SyncError?
  var assetFailure: SyncError?
}

extension PIMCollection {
  /// Finishes the feeds of definitions. Which attributes a scope of some families needs is known only when all its
  /// products were seen.
  func finishStructure() async throws {
    let naming: [SyncFeed] = [.products, .productModels]
    let sweep: SourceSweep =
      if scope.families == nil || naming.allSatisfy(isSwept) {
        .complete
      } else if naming.allSatisfy(isRead) {
        .changes
      } else {
        .incomplete(reason: "values that were not read may name further ones")
      }
    try await finish(.attributes, sweep)
    try await finish(.attributeOptions, structure.optionFailure.map { .failed($0) } ?? sweep)
    for (feeds, failure) in [
      (SyncFeed.ofReferenceEntities, structure.entityFailure), (SyncFeed.ofAssets, structure.assetFailure),
    ] {
      for feed in SyncFeed.all where feeds.contains(feed) && !ReadingWindow.feedsWithChanges.contains(feed) {
        try await finish(feed, failure.map { .failed($0) } ?? sweep)
      }
    }
  }
}
