internal import CatalogJSON

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// An action that the destination accepted and of which it has not reported yet whether it was done. Its row stays until
/// the report comes, in this run or a later one.
struct Accepted: Sendable {
  let action: SyncAction
  let ticket: String
  let mapping: String
  let destination: String
  let at: Date

  static let table = StoreTable(rawValue: "accepted")

  var writing: StoreChange {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("version")
    writer.number(1)
    writer.key("ticket")
    writer.string(ticket)
    writer.key("mapping")
    writer.string(mapping)
    writer.key("destination")
    writer.string(destination)
    writer.key("at")
    writer.number(Int((at.timeIntervalSince1970 * 1000).rounded()))
    writer.key("action")
    action.write(to: &writer)
    writer.endObject()
    return .put(DeadLetters.rowKey(of: action.key), writer.bytes, in: Self.table)
  }

  static func removal(of key: RecordKey) -> StoreChange { .delete(DeadLetters.rowKey(of: key), in: table) }

  init(action: SyncAction, ticket: String, mapping: String, destination: String, at: Date) {
    self.action = action
    self.ticket = ticket
    self.mapping = mapping
    self.destination = destination
    self.at = at
  }

  init(row: StoreRow) throws(SyncError) {
    guard let json = try? JSONSlice(parsing: row.value), let version = json["version"]?.int else {
      throw SyncError(.corrupted, "What was accepted as \(row.key) cannot be read.")
    }
    guard version <= 1 else {
      throw SyncError(
        .newerVersion, "What was accepted as \(row.key) has version \(version); this is version 1.")
    }
    guard let ticket = json["ticket"]?.string, let mapping = json["mapping"]?.string,
      let destination = json["destination"]?.string, let at = json["at"]?.int,
      let action = json["action"].flatMap(SyncAction.init(line:))
    else { throw SyncError(.corrupted, "What was accepted as \(row.key) cannot be read.") }
    self.init(
      action: action, ticket: ticket, mapping: mapping, destination: destination,
      at: Date(timeIntervalSince1970: Double(at) / 1000))
  }

  /// Those of some records.
  static func of(_ keys: [RecordKey], in store: any SyncStore) async throws(SyncError) -> [RecordKey: Accepted] {
    var found: [RecordKey: Accepted] = [:]
    for row in try await store.readRows(in: table, keys: keys.map(DeadLetters.rowKey)) {
      let accepted = try Accepted(row: row)
      found[accepted.action.key] = accepted
    }
    return found
  }

  /// Those behind a row.
  static func page(
    after place: String?, in store: any SyncStore
  ) async throws(SyncError) -> (all: [Accepted], next: String?) {
    let rows = try await store.readRows(in: table, after: place, limit: 500)
    var all: [Accepted] = []
    for row in rows { all.append(try Accepted(row: row)) }
    return (all, rows.count < 500 ? nil : rows.last?.key)
  }
}
