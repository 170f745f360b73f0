import CatalogModels
import PIMClient
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One reading of a PIM. It belongs to one run and is used by one task at a time.
final class PIMCollection {
  let client: CatalogClient
  let configuration: PIMSource.Configuration
  let scope: SyncScope
  let request: SourceRequest
  private let delivery: SourceDelivery

  var window = ReadingWindow()
  /// Where the list of products goes on that an earlier run began, and then where it goes on behind the last page.
  var place: ReadingPlace?
  var market = Market()
  var structure = CatalogStructure()
  var tree: CategoryTree?
  var schema = CatalogSchema()
  var links = LinkedItems()
  var associationTypes: [AssociationType] = []
  var categoryPaths: [Code<CatalogCategory>: [Code<CatalogCategory>]] = [:]
  var identities: [String: UUID] = [:]
  var askedIdentifiers: Set<String> = []
  /// How much came of the feeds that were finished.
  private(set) var sweeps: [SyncFeed: SourceSweep] = [:]

  init(
    _ client: CatalogClient, _ configuration: PIMSource.Configuration, _ request: SourceRequest,
    _ delivery: @escaping SourceDelivery
  ) {
    self.client = client
    self.configuration = configuration
    self.request = request
    scope = request.scope
    self.delivery = delivery
  }

  func run() async throws {
    let sent = client.requestsSent
    do {
      try await openWindow()
      try await collectMarket()
      try await collectFamilies()
      try await collectAttributes()
      try await collectOptions()
      try await collectCategories()
      try await readEntityStructure()
      try await fixBasis()
      try await deliverContext()
      if let keys = chosenProducts {
        try await collectChosen(keys)
        try await finishStructure()
      } else {
        try await collectProductModels()
        try await collectProducts()
        try await collectLinkedItems()
        try await finishParents()
        try await finishStructure()
        try await lookForMore()
      }
      try await deliver(.requests(client.requestsSent - sent))
    } catch let error as CatalogError {
      throw SyncError(reading: error)
    }
  }

  // MARK: Delivering

  func deliver(_ part: SourcePart) async throws {
    try Task.checkCancellation()
    try await delivery(part)
  }

  /// Delivers items where their feed is wanted.
  func deliver(_ items: [SourceItem]) async throws {
    guard let feed = items.first?.feed, scope.wants(feed) else { return }
    try await deliver(.items(items))
  }

  func note(_ kind: SyncDiagnostic.Kind, _ key: RecordKey? = nil, _ message: String) async throws {
    try await deliver(.diagnostic(SyncDiagnostic(kind, key, message)))
  }

  /// Tells that a feed was read to its end, and how far it is known now.
  func finish(_ feed: SyncFeed, _ sweep: SourceSweep = .complete) async throws {
    sweeps[feed] = sweep
    guard scope.wants(feed) else { return }
    switch sweep {
    case .complete, .changes:
      if let watermark = window.watermark(of: feed) { try await deliver(.watermark(feed, watermark)) }
    case .incomplete, .failed: break
    }
    try await deliver(.finished(feed, sweep))
  }

  /// Whether all items of a feed came, or none was to come.
  func isSwept(_ feed: SyncFeed) -> Bool {
    switch sweeps[feed] {
    case .complete, nil: true
    case .changes, .incomplete, .failed: false
    }
  }

  /// Whether a feed was read as far as it was to be, in full or for its changes.
  func isRead(_ feed: SyncFeed) -> Bool {
    if case .changes = sweeps[feed] { return true }
    return isSwept(feed)
  }

  func deliverContext() async throws {
    var context = CatalogContext(schema: schema, channel: market.channel, locales: market.locales)
    context.associationTypes = associationTypes
    context.categoryPaths = categoryPaths
    context.identities = identities
    try await deliver(.context(context))
  }

  /// Reads a feed on which nothing else rests: where the PIM refuses it, the others go on without it.
  func reading(_ feed: SyncFeed, _ read: () async throws -> SourceSweep) async throws {
    let sweep: SourceSweep
    do {
      sweep = try await read()
    } catch let error as CatalogError where error.code == .notFound {
      // Some editions lack the resource. That is no failure of this run, and no proof that anything is gone (N11).
      sweeps[feed] = .failed(SyncError(reading: error))
      return try await note(.source, nil, "The PIM has no \(feed), or does not show them: \(error.message.asSentence)")
    } catch let error as CatalogError where !error.endsCollection {
      sweep = .failed(SyncError(reading: error))
    }
    try await finish(feed, sweep)
  }
}

extension CatalogError {
  /// Whether what comes after would fail alike.
  var endsCollection: Bool {
    if let status, (502...504).contains(status) { return true }
    return [.unauthorized, .unreachable, .connectionLost, .timedOut, .cancelled, .rateLimited, .invalidConfiguration]
      .contains(code)
  }
}

extension SyncError {
  /// What the client threw while a source was read.
  init(reading error: CatalogError) {
    if error.code == .cancelled {
      self = .cancelled
    } else {
      self.init(.source, "The PIM could not be read: \(error.message)", advice: error.advice, underlying: error)
    }
  }
}
