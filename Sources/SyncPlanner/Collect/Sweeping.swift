import CatalogModels
import PIMClient

/// The reading of a whole list, and whether that was all of it.
extension PIMCollection {
  /// A list is large from so many pages on; then it may be read in parts.
  private static var largeList: Int { 30 }

  /// Reads a list to its end and holds it against the number that the server counts (N21, N22).
  func sweep<Item: Partitionable>(
    _ query: Query<Item>, _ endpoint: Endpoint<Item>, _ use: ([Item]) async throws -> Void
  ) async throws -> SourceSweep {
    var listed = 0
    if configuration.partsAtOnce > 1, try await isLarge(query, endpoint) {
      for try await page in endpoint.partitioned(query, into: configuration.partsAtOnce).pages {
        window.note(page.serverTime)
        listed += page.items.count
        try await use(page.items)
      }
    } else {
      for try await page in endpoint.list(query).pages {
        window.note(page.serverTime)
        listed += page.items.count
        try await use(page.items)
      }
    }
    return try await settled(query, endpoint, listed)
  }

  /// Whether so many items are all of a list.
  func settled<Item: Partitionable>(
    _ query: Query<Item>, _ endpoint: Endpoint<Item>, _ listed: Int
  ) async throws -> SourceSweep {
    guard let counted = try await count(query, endpoint), listed < counted else { return .complete }
    // What was updated while the list was read may stand behind the reader.
    let late = window.start.map { query.where([.lately($0, window.zone)]) }
    if let late, let number = try await count(late, endpoint), listed >= counted - number { return .complete }
    return .incomplete(reason: "the list has \(listed) of the \(counted) items that the server counts")
  }

  private func isLarge<Item: Partitionable>(_ query: Query<Item>, _ endpoint: Endpoint<Item>) async throws -> Bool {
    guard let count = try await count(query, endpoint) else { return false }
    return count >= Self.largeList * client.pageSize
  }

  /// `nil` where the server does not count such a list.
  private func count<Item: Partitionable>(_ query: Query<Item>, _ endpoint: Endpoint<Item>) async throws -> Int? {
    do {
      return try await endpoint.count(query)
    } catch {
      guard !error.endsCollection else { throw error }
      return nil
    }
  }
}

extension Endpoint {
  /// The whole list of what describes a catalog, page by page.
  ///
  /// - Throws: `CatalogError` with the code `unexpectedContent` where the list looks short and the server does not count
  ///   as few (N21): what everything else rests on must be all there.
  func each(_ query: Query<Item> = .all, _ use: ([Item]) async throws -> Void) async throws {
    var (listed, suspicion): (Int, PageSuspicion?) = (0, nil)
    for try await page in list(query).pages {
      listed += page.items.count
      suspicion = suspicion ?? page.suspicion
      try await use(page.items)
    }
    guard suspicion != nil else { return }
    let counted = try? await count(query)
    guard let counted, listed >= counted else {
      throw CatalogError(
        .unexpectedContent,
        "the list of \(Item.entityName) items is short: it has \(listed) of \(counted.map { "\($0)" } ?? "unknown")",
        advice: "Run again. If it stays so, the PIM's search index must be rebuilt.")
    }
  }
}
