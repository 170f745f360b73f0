internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The logs, as rows of the store: one table for each, of which the oldest rows go as new ones come.
struct LogStore: Sendable {
  let store: any SyncStore
  let limit: Int

  /// An entry before it has its number.
  struct Draft: Sendable {
    let log: SyncLogEntry.Log
    let at: Date
    let run: Int
    var key: RecordKey?
    let text: String
    var detail: RawJSON?
  }

  static func table(of log: SyncLogEntry.Log) -> StoreTable { StoreTable(rawValue: "log." + log.rawValue) }

  /// A number as a key, so that keys come in the order of their numbers.
  static func key(_ number: Int) -> String {
    let digits = String(max(0, number))
    return String(repeating: "0", count: max(0, 15 - digits.count)) + digits
  }

  /// Writes entries in one commit, and removes those beyond the bound, a page at a time: there are many of them where the
  /// bound was lowered.
  func append(_ drafts: [Draft]) async throws(SyncError) {
    guard !drafts.isEmpty else { return }
    let logs = SyncLogEntry.Log.allCases
    while true {
      let rows = try await store.readRows(in: RunStatus.table, keys: logs.map(Self.counter))
      var changes: [StoreChange] = []
      for log in logs {
        let row = rows.first { $0.key == Self.counter(log) }
        let first = row.flatMap { Int(String(decoding: $0.value, as: UTF8.self)) } ?? 0
        let own = drafts.filter { $0.log == log }.suffix(max(0, limit))
        if !own.isEmpty {
          changes.append(
            .put(
              Self.counter(log), Array(String(first + own.count).utf8), in: RunStatus.table,
              expecting: row.map { .revision($0.revision) } ?? .absent))
        }
        for (offset, draft) in own.enumerated() {
          changes.append(.put(Self.key(first + offset), Array(draft.json.text.utf8), in: Self.table(of: log)))
        }
        let kept = Self.key(first + own.count - max(0, limit))
        guard first + own.count > limit else { continue }
        for key in try await store.readKeys(in: Self.table(of: log), after: nil, limit: own.count + 1_000) {
          guard key < kept else { break }
          changes.append(.delete(key, in: Self.table(of: log)))
        }
      }
      do throws(SyncError) {
        return try await store.commitAll(changes)
      } catch {
        // Another runner writes beside this one.
        guard error.code == .conflict else { throw error }
        if Task.isCancelled { throw .cancelled }
      }
    }
  }

  /// The row that counts a log's entries.
  private static func counter(_ log: SyncLogEntry.Log) -> String { "log.\(log.rawValue)" }

  /// The last entries of a log, the newest first.
  func last(_ count: Int, of log: SyncLogEntry.Log) async throws(SyncError) -> [SyncLogEntry] {
    guard count > 0, let row = try await store.readRows(in: RunStatus.table, keys: [Self.counter(log)]).first,
      let end = Int(String(decoding: row.value, as: UTF8.self))
    else { return [] }
    let start = end - min(count, end)
    let rows = try await store.readRows(
      in: Self.table(of: log), after: start == 0 ? nil : Self.key(start - 1), limit: min(count, 10_000))
    var entries: [SyncLogEntry] = []
    for row in rows.reversed() {
      guard let number = Int(row.key), let json = try? RawJSON(parsing: row.value),
        let entry = SyncLogEntry(number: number, json)
      else { throw SyncError(.corrupted, "The log entry \(row.key) of \(log.rawValue) cannot be read.") }
      entries.append(entry)
    }
    return entries
  }
}

extension LogStore.Draft {
  fileprivate var json: RawJSON {
    var members: [String: RawJSON] = ["at": .date(at), "run": .int(run), "text": .string(text)]
    members["feed"] = key.map { .string($0.feed.rawValue) }
    members["id"] = key.map { .string($0.id) }
    members["detail"] = detail
    return .object(members)
  }
}

extension SyncLogEntry {
  fileprivate init?(number: Int, _ json: RawJSON) {
    guard let at = json["at"]?.date, let run = json["run"]?.int, let text = json["text"]?.string else { return nil }
    var key: RecordKey?
    if let feed = json["feed"]?.string, let id = json["id"]?.string { key = RecordKey(SyncFeed(rawValue: feed), id) }
    self.init(number: number, at: at, run: run, key: key, text: text, detail: json["detail"])
  }
}
