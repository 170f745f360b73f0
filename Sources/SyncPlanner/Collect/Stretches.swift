import CatalogModels
import PIMClient

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The first reading of a large list, cut where another run can go on.
extension PIMCollection {
  /// Whether the list of products may be cut: where it is not read in parts, and the server tells its time.
  var cutsReading: Bool {
    request.stretch != nil && configuration.partsAtOnce <= 1 && window.start != nil && scope.wants(.products)
      && window.feeds.contains(.products)
  }

  /// Reads products from where an earlier run ended, as far as a stretch goes.
  func readStretch(of query: Query<Product>) async throws -> SourceSweep {
    let begin = place
    do {
      return try await readStretch(of: query, from: begin, cutting: cutsReading)
    } catch let error as CatalogError where !error.endsCollection {
      guard let begin, begin == place, error.refusesPlace else {
        // What came by is applied; the next run tries the page that failed again.
        try await deliverPlace()
        throw error
      }
      // The list is another one now, or the server does not know the page any more. Nothing of it came by yet, and it is
      // not cut again: a page that is no good would lead back to the start for ever.
      try await note(
        .source, nil,
        "The list of products could not be read on from where it was cut, and is read from its start: "
          + error.message.asSentence)
      place = nil
      return try await readStretch(of: query, from: nil, cutting: false)
    }
  }

  private func readStretch(
    of query: Query<Product>, from begin: ReadingPlace?, cutting: Bool
  ) async throws -> SourceSweep {
    var pages = client.products.list(query).pages
    if let begin { pages = pages.resuming(at: begin.token) }
    var (listed, taken) = (begin?.listed ?? 0, 0)
    for try await page in pages {
      window.note(page.serverTime)
      taken += page.items.count
      listed += page.items.count
      try await take(page.items, .swept)
      place = page.next.flatMap { place(at: $0, listed) }
      if cutting, let most = request.stretch, taken >= most, place != nil {
        try await deliverPlace()
        return .incomplete(reason: "the reading goes on behind \(listed) items")
      }
    }
    let sweep = try await settled(query, client.products, listed)
    // What came in earlier runs did not come in this one, so that it cannot show what is gone.
    if begin != nil, case .complete = sweep { return .changes }
    return sweep
  }

  private func deliverPlace() async throws {
    guard cutsReading || request.place != nil, let text = place?.text else { return }
    try await deliver(.place(.products, text))
  }

  private func place(at token: PageToken, _ listed: Int) -> ReadingPlace? {
    window.start.map {
      ReadingPlace(start: Int($0.timeIntervalSince1970), listed: listed, basis: window.basis, token: token)
    }
  }
}

extension CatalogError {
  /// Whether the place in a list, and not the list, may be what the server or the client will not have.
  fileprivate var refusesPlace: Bool {
    if code == .invalidArgument { return true }
    guard let status else { return false }
    return (400..<500).contains(status) && ![401, 403, 408, 429].contains(status)
  }
}
