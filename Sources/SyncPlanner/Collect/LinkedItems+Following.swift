import CatalogModels
import PIMClient

/// Records, assets and products that values name, followed until nothing new is named, each once (G4).
extension PIMCollection {
  func collectLinkedItems() async throws {
    guard scope.wants(.referenceEntityRecords) || scope.wants(.assets) || scope.wants(.products) else { return }
    var failures: [SyncFeed: SyncError] = [:]
    try await collectChangedRecords(&failures)
    try await collectChangedAssets(&failures)
    try await followLinks(&failures)
    for feed in [SyncFeed.referenceEntityRecords, .assets] {
      try await finish(feed, failures[feed].map { .failed($0) } ?? sweepOfLinked(feed))
    }
  }

  /// Follows what is named and was not followed yet, until nothing new is named.
  func followLinks(_ failures: inout [SyncFeed: SyncError]) async throws {
    var isDone = false
    while !isDone {
      isDone = true
      if scope.wants(.products) || scope.wants(.productModels) {
        let named = links.nextProductLinks()
        if !named.isEmpty {
          isDone = false
          try await guarding(.products, &failures) { try await follow(named) }
        }
      }
      while scope.wants(.referenceEntityRecords), let (entity, codes) = links.nextRecords() {
        isDone = false
        try await guarding(.referenceEntityRecords, &failures) { try await followRecords(codes, in: entity) }
      }
      while scope.wants(.assets), let (family, codes) = links.nextAssets() {
        isDone = false
        try await guarding(.assets, &failures) { try await followAssets(codes, in: family) }
      }
    }
  }

  /// All that is named is known only when all that can name it was read.
  private func sweepOfLinked(_ feed: SyncFeed) -> SourceSweep {
    var sweep: SourceSweep = .complete
    for naming in [SyncFeed.products, .productModels] {
      switch sweeps[naming] {
      case .complete, nil: break
      case .changes: sweep = .changes
      case .incomplete, .failed: return .incomplete(reason: "not all of the \(naming) that name them could be read")
      }
    }
    return sweep
  }

  func guarding(
    _ feed: SyncFeed, _ failures: inout [SyncFeed: SyncError], _ read: () async throws -> Void
  ) async throws {
    do {
      try await read()
    } catch let error as CatalogError where !error.endsCollection {
      failures[feed] = failures[feed] ?? SyncError(reading: error)
    }
  }

  /// Names what is named by values and not there.
  func noteMissing(_ keys: [RecordKey]) async throws {
    for key in keys {
      try await note(.missingReference, key, "A value names this, and the PIM does not have it or hides it.")
    }
  }
}
