internal import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A queue of records that wait for their update, by hand or by schedule (E2).
extension SyncEngine {
  /// A record that waits for its update.
  public struct Mark: Sendable, Hashable {
    /// The record, or the item of which it is made.
    public let key: RecordKey
    /// Why it was marked, for people.
    public let reason: String
    /// When it was marked last.
    public let marked: Date
    var revision = 0

    static let table = StoreTable(rawValue: "marks")

    var writing: StoreChange {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("version")
      writer.number(1)
      writer.key("feed")
      writer.string(key.feed.rawValue)
      writer.key("id")
      writer.string(key.id)
      writer.key("reason")
      writer.string(reason)
      writer.key("at")
      writer.number(Int((marked.timeIntervalSince1970 * 1000).rounded()))
      writer.endObject()
      return .put(DeadLetters.rowKey(of: key), writer.bytes, in: Self.table)
    }

    init(_ key: RecordKey, _ reason: String, _ marked: Date) {
      self.key = key
      self.reason = reason
      self.marked = marked
    }

    init(row: StoreRow) throws(SyncError) {
      guard let json = try? JSONSlice(parsing: row.value), let feed = json["feed"]?.string, let id = json["id"]?.string,
        let reason = json["reason"]?.string, let at = json["at"]?.int
      else { throw SyncError(.corrupted, "The mark \(row.key) cannot be read.") }
      self.init(
        RecordKey(SyncFeed(rawValue: feed), id), reason, Date(timeIntervalSince1970: Double(at) / 1000))
      revision = row.revision
    }
  }

  /// Marks records for their update. One that is marked already stays so, with the new reason.
  ///
  /// - Throws: The store's error.
  public func mark(
    _ keys: some Collection<RecordKey>, because reason: String
  ) async throws(SyncError) {
    var rest = Set(keys).sorted()[...]
    let date = now()
    while !rest.isEmpty {
      try await store.commitAll(rest.prefix(500).map { Mark($0, reason, date).writing })
      rest = rest.dropFirst(500)
    }
  }

  /// The marked records behind one of them, `nil` for the start, in an order of their own.
  ///
  /// - Throws: The store's error.
  public func marks(after key: RecordKey? = nil, limit: Int = 100) async throws(SyncError) -> [Mark] {
    var marks: [Mark] = []
    for row in try await store.readRows(in: Mark.table, after: key.map(DeadLetters.rowKey), limit: limit) {
      marks.append(try Mark(row: row))
    }
    return marks
  }

  /// Takes records off the queue.
  ///
  /// - Throws: The store's error.
  public func unmark(_ keys: some Collection<RecordKey>) async throws(SyncError) {
    guard !keys.isEmpty else { return }
    try await store.commitAll(Set(keys).map { .delete(DeadLetters.rowKey(of: $0), in: Mark.table) })
  }

  /// Updates the records that are marked, and takes them off the queue: all but those that were not applied, and those
  /// that were marked again meanwhile.
  ///
  /// - Parameters:
  ///   - scope: What is wanted.
  ///   - limit: The most records in one run.
  ///   - progress: Is told what happens, in this task.
  /// - Returns: The report; `nil` where none is marked.
  /// - Throws: What planning and applying throw.
  public func syncMarked(
    _ scope: SyncScope = SyncScope(), atMost limit: Int = 1_000, progress: @escaping (SyncEvent) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport? {
    let marks = try await marks(limit: limit)
    guard !marks.isEmpty else { return nil }
    let plan = try await plan(scope, .complete, only: Set(marks.map(\.key)), progress: progress)
    var left: Set<String> = []
    let report = try await apply(plan, in: scope) { event in
      // A record may have another feed than the item that was marked.
      if case .item(let item) = event, item.isProblem { left.insert(item.key.id) }
      progress(event)
    }
    for mark in marks where !left.contains(mark.key.id) {
      do throws(SyncError) {
        try await store.commitAll([
          .delete(DeadLetters.rowKey(of: mark.key), in: Mark.table, expecting: .revision(mark.revision))
        ])
      } catch {
        // Marked again meanwhile: it waits for the next run.
        guard error.code == .conflict else { throw error }
      }
    }
    return report
  }
}
