import Foundation
import SyncPlanner

/// Keeps all rows in one file of JSON.
actor OneFileStore: SyncStore {
  private struct Row: Codable {
    var value: Data
    var revision: Int
  }

  private struct Content: Codable {
    /// Counts all changes, so that no row meets a revision twice.
    var last = 0
    var tables: [String: [Data: Row]] = [:]
  }

  private let file: URL
  private var content = Content()

  init(_ file: URL) throws {
    self.file = file
    if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
      content = try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
    }
  }

  func rows(in table: StoreTable, after: String?, limit: Int) throws -> [StoreRow] {
    try table.check()
    let start = Data((after ?? "").utf8)
    // Keys are ordered by their bytes, whatever the language says.
    let keys = (content.tables[table.rawValue] ?? [:]).keys
      .filter { start.lexicographicallyPrecedes($0) }.sorted { $0.lexicographicallyPrecedes($1) }
    return keys.prefix(max(1, limit)).compactMap { row($0, in: table) }
  }

  func rows(in table: StoreTable, keys: [String]) throws -> [StoreRow] {
    try table.check()
    return keys.compactMap { row(Data($0.utf8), in: table) }
  }

  func commit(_ changes: [StoreChange]) throws {
    try StoreChange.check(changes)
    var new = content
    for change in changes {
      let key = Data(change.key.utf8)
      try change.check(against: content.tables[change.table.rawValue]?[key]?.revision)
      new.last += 1
      new.tables[change.table.rawValue, default: [:]][key] = change.value.map {
        Row(value: Data($0), revision: new.last)
      }
    }
    // The file is replaced in one step, and only then does the commit count.
    try JSONEncoder().encode(new).write(to: file, options: .atomic)
    content = new
  }

  private func row(_ key: Data, in table: StoreTable) -> StoreRow? {
    content.tables[table.rawValue]?[key].map {
      StoreRow(key: String(decoding: key, as: UTF8.self), value: Array($0.value), revision: $0.revision)
    }
  }
}
