internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension StoreClaims {
  /// How a piece of work stands, as it lies in its row.
  struct State {
    var note: RawJSON
    /// The token of the claim that holds it; 0 for none.
    var token = 0
    var attempt = 0
    var worker: String?
    /// From when on it can be claimed.
    var freeFrom = Date(timeIntervalSince1970: 0)

    init(note: RawJSON) { self.note = note }

    init(_ row: StoreRow) throws(SyncError) {
      guard let json = try? RawJSON(parsing: row.value), let version = json["version"]?.int, let note = json["note"],
        let token = json["token"]?.int, let attempt = json["attempt"]?.int, let free = json["free"]?.int
      else { throw SyncError(.corrupted, "The claim \"\(row.key)\" cannot be read.") }
      guard version <= 1 else {
        throw SyncError(.newerVersion, "The claim \"\(row.key)\" has version \(version); this is version 1.")
      }
      self.note = note.detached()
      self.token = token
      self.attempt = attempt
      worker = json["worker"]?.string
      freeFrom = Date(timeIntervalSince1970: Double(free) / 1000)
    }

    func change(of work: String, expecting expected: StoreChange.Expectation) -> StoreChange {
      var members: [(String, RawJSON)] = [
        ("version", 1), ("note", note), ("token", .int(token)), ("attempt", .int(attempt)),
        ("free", .int(Int((freeFrom.timeIntervalSince1970 * 1000).rounded()))),
      ]
      if let worker { members.append(("worker", .string(worker))) }
      return .put(work, Array(RawJSON.object(members).text.utf8), in: StoreClaims.table, expecting: expected)
    }
  }
}
