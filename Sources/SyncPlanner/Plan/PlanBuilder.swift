internal import CatalogJSON
internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Takes actions in any order and makes a plan of them, ordered by stage.
///
/// Actions are kept as lines, in memory up to a bound and in one temporary file for each stage from there on, so that a
/// plan for a catalog of any size is built in bounded memory.
package struct PlanBuilder: Sendable {
  private(set) var summary = SyncPlan.Summary()
  /// How many records each field would be cleared from, by feed.
  private(set) var cleared: [SyncFeed: [String: Int]] = [:]
  private var stages: [Int: Stage] = [:]
  private var inMemory = 0
  private let memoryLimit: Int
  private let folder: String
  private let files: any FileSystem
  /// What the ledger is to keep of records for people, and the source's items of this page by their records.
  var detail: SyncPolicy.Detail?
  var items: [RecordKey: RawObject] = [:]
  /// Resyncs that are carried out with this plan.
  var resync = ResyncPlan(requests: [])

  private struct Stage: Sendable {
    var lines: [UInt8] = []
    var file: (any OpenFile)?
    var length = 0
  }

  /// Creates an empty builder.
  ///
  /// - Parameters:
  ///   - memoryLimit: How many bytes of lines are kept in memory.
  ///   - folder: Where temporary files go; `nil` for the machine's own folder for them.
  package init(memoryLimit: Int = 16 << 20, folder: String? = nil, files: any FileSystem = POSIXFileSystem()) {
    self.memoryLimit = memoryLimit
    self.folder = folder ?? FileManager.default.temporaryDirectory.path
    self.files = files
  }

  /// Counts records that were collected, and those among them that need no action.
  package mutating func count(collected: Int = 0, unchanged: Int = 0, in feed: SyncFeed) {
    summary.feeds[feed, default: .init()].collected += collected
    summary.feeds[feed, default: .init()].unchanged += unchanged
  }

  /// Takes an action.
  ///
  /// - Throws: ``SyncError`` with `mapping` where no ledger could hold the record's key; what the temporary file said.
  package mutating func append(_ planned: SyncAction) throws(SyncError) {
    let action = complete(planned)
    guard StoreRules.isKey(action.key.id.utf8) else {
      throw SyncError(
        .mapping, "The feed \(action.key.feed) has a record with a key of \(action.key.id.utf8.count) bytes.",
        advice: "Keys have 1 to \(StoreRules.longestKey) bytes of UTF-8, none of them zero.")
    }
    var writer = JSONWriter()
    action.write(to: &writer)
    writer.endLine()
    let line = writer.bytes
    stages[action.stage, default: Stage()].lines.append(contentsOf: line)
    summary.feeds[action.key.feed, default: .init()][action.kind] += 1
    for field in action.clearedFields where action.kind == .update {
      cleared[action.key.feed, default: [:]][field, default: 0] += 1
    }
    inMemory += line.count
    if inMemory > memoryLimit { try spill() }
  }

  private func complete(_ action: SyncAction) -> SyncAction {
    switch action.kind {
    case .skip, .blocked: return action
    case .create, .link, .update, .disable, .delete: break
    }
    if resync.holds(action.key.feed) {
      return SyncAction(
        .skip, action.key, reason: "Collected only, as was asked for. \(action.reason)",
        precondition: action.precondition, destinationID: action.destinationID, stage: action.stage)
    }
    var action = action
    if let detail, action.display.isEmpty, !action.fields.isEmpty {
      action.display = detail.display(of: action.fields, from: items[action.key])
    }
    return action
  }

  /// Makes the plan. The builder is then used up.
  package consuming func seal(_ basis: SyncPlan.Basis) throws(SyncError) -> SyncPlan {
    let storage = storage
    var hash = SHA256()
    hash.combine(PlanFile.header(basis, summary) + [UInt8(ascii: "\n")])
    var lines = PlanStorage.Lines(storage)
    while let line = try lines.next() {
      hash.combine(line)
      hash.combine(CollectionOfOne(UInt8(ascii: "\n")))
    }
    return SyncPlan(basis: basis, summary: summary, digest: SyncPlan.Digest(hash), actions: PlanActions(storage))
  }

  /// The lines of all actions in the order of their stages.
  var storage: PlanStorage {
    let ordered = stages.sorted { $0.key < $1.key }.map(\.value)
    return PlanStorage(
      ordered.flatMap { stage -> [PlanStorage.Piece] in
        (stage.file.map { [.file($0, 0..<stage.length)] } ?? []) + [.memory(stage.lines)]
      })
  }

  /// A builder of the same kind without actions.
  var empty: PlanBuilder { PlanBuilder(memoryLimit: memoryLimit, folder: folder, files: files) }

  private mutating func spill() throws(SyncError) {
    for (number, stage) in stages where !stage.lines.isEmpty {
      var stage = stage
      if stage.file == nil {
        let path = folder + "/catalog-sync-plan-\(UUID().uuidString)-\(number)"
        stage.file = try files.open(path, .replacing)
        // Without a name it goes with the plan, or with the process, however that ends.
        try files.remove(path)
      }
      try stage.file?.write(stage.lines, at: stage.length)
      stage.length += stage.lines.count
      stage.lines = []
      stages[number] = stage
    }
    inMemory = 0
  }
}
