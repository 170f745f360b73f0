internal import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension SyncEngine {
  /// A resync that was asked for (C6, C9). It is remembered in the store and carried out by the next run.
  public struct Resync: Sendable, Hashable {
    /// Its number; each has a greater one than those before.
    public let number: Int
    /// The feeds of records; `nil` for all.
    public let feeds: Set<SyncFeed>?
    /// What is done.
    public let mode: Mode
    /// How many records the destination has of these feeds, as far as the ledger knows: so many are sent again, beside
    /// what is new.
    public let count: Int
    /// When it was asked for.
    public let requested: Date

    /// What a resync does. More modes may come, so a `switch` over them needs a `default`.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
      /// Collects everything and sends it, whether it changed or not.
      case everything
      /// Sends what was collected and accepted last, without asking the source. Only where the ledger keeps payloads: see
      /// ``SyncPolicy/Detail``.
      case noReindex
      /// Forgets what the destination has of these feeds, collects everything and sends it as new: for a destination
      /// from which they were removed by hand.
      case cleanupFeed
      /// Collects and compares everything, and sends nothing: the plan names what would be sent as skipped.
      case collectOnly
    }

    func covers(_ feed: SyncFeed) -> Bool { feeds?.contains(feed) ?? true }
  }

  /// Asks that the next run send records again, and says how many the destination has now.
  ///
  /// - Parameters:
  ///   - feeds: The feeds of records; `nil` for all.
  ///   - mode: What is done.
  /// - Returns: What was remembered.
  /// - Throws: ``SyncError`` with `resync` where a feed is none of the mapping's or the destination's, or where payloads
  ///   are to be sent that the ledger does not keep; the store's error.
  @discardableResult
  public func resync(
    _ feeds: Set<SyncFeed>? = nil, mode: Resync.Mode = .everything
  ) async throws(SyncError) -> Resync {
    let taken = try await Applier(to: destination, remembering: store).capabilities().feeds
    for feed in (feeds ?? []).sorted(by: { $0.rawValue < $1.rawValue }) where !recordFeeds.contains(feed) {
      throw SyncError(
        .resync, "The mapping \(mapping.version) makes no records of the feed \"\(feed)\".",
        advice: "It makes: \(recordFeeds.map(\.rawValue).sorted().joined(separator: ", ")).")
    }
    if let taken, let stray = feeds?.subtracting(taken).min(by: { $0.rawValue < $1.rawValue }) {
      throw SyncError(.resync, "The destination does not take the feed \"\(stray)\".")
    }
    if mode == .noReindex, policy.ledgerDetail.level != .payload {
      throw SyncError(
        .resync, "The ledger keeps no payloads, so that there is nothing to send without collecting.",
        advice: "Choose SyncPolicy.Detail.payload and collect once, or resync everything.")
    }
    var count = 0
    for feed in feeds ?? recordFeeds { count += try await records(in: feed) }
    while true {
      var requests = try await ResyncRequests.read(from: store)
      let request = Resync(
        number: requests.last + 1, feeds: feeds, mode: mode, count: count, requested: now())
      requests.add(request)
      do throws(SyncError) {
        try await store.commitAll([requests.change])
        return request
      } catch {
        // Another asks at the same time.
        guard error.code == .conflict else { throw error }
      }
    }
  }

  /// All feeds of records that the mapping makes of the PIM's feeds.
  var recordFeeds: Set<SyncFeed> { Set(mapping.installedFeeds) }

  /// How many records of a feed the ledger knows.
  func records(in feed: SyncFeed) async throws(SyncError) -> Int {
    var count = 0
    var place: String?
    while true {
      let page = try await store.readRows(in: Ledger.table(of: feed), after: place, limit: 1_000)
      count += page.count
      guard page.count == 1_000 else { return count }
      place = page.last?.key
      if Task.isCancelled { throw .cancelled }
    }
  }
}

/// The resyncs that were asked for and not carried out yet, in one row.
struct ResyncRequests: Sendable {
  private(set) var open: [SyncEngine.Resync] = []
  /// The number of the last one that was ever asked for.
  private(set) var last = 0
  private var revision: Int?

  static let key = "resync"
  /// The checkpoint that says up to which number they were carried out.
  static let checkpoint = "resync"

  mutating func add(_ request: SyncEngine.Resync) {
    // One that covers an older one of the same kind takes its place.
    open.removeAll { old in
      guard old.mode == request.mode else { return false }
      guard let feeds = request.feeds else { return true }
      return old.feeds.map { $0.isSubset(of: feeds) } ?? false
    }
    open.append(request)
    last = request.number
  }

  static func read(from store: any SyncStore) async throws(SyncError) -> ResyncRequests {
    guard let row = try await store.readRows(in: RunStatus.table, keys: [key]).first else { return ResyncRequests() }
    guard let json = try? RawJSON(parsing: row.value), let last = json["last"]?.int else {
      throw SyncError(.corrupted, "The resyncs that were asked for cannot be read.")
    }
    let done = try await Checkpoints(in: store).values(of: [checkpoint])[checkpoint]?.int ?? 0
    var requests = ResyncRequests()
    requests.last = last
    requests.revision = row.revision
    for line in json["open"]?.elements ?? [] {
      guard let number = line["number"]?.int, let mode = line["mode"]?.string.flatMap(SyncEngine.Resync.Mode.init),
        let requested = line["requested"]?.date
      else { throw SyncError(.corrupted, "A resync that was asked for cannot be read.") }
      guard number > done else { continue }
      requests.open.append(
        SyncEngine.Resync(
          number: number,
          feeds: line["feeds"].map { Set($0.elements.compactMap(\.string).map(SyncFeed.init(rawValue:))) },
          mode: mode, count: line["count"]?.int ?? 0, requested: requested))
    }
    return requests
  }

  var change: StoreChange {
    let lines = open.map { request -> RawJSON in
      var members: [String: RawJSON] = [
        "number": .int(request.number), "mode": .string(request.mode.rawValue), "count": .int(request.count),
        "requested": .date(request.requested),
      ]
      members["feeds"] = request.feeds.map { .array($0.map(\.rawValue).sorted().map { .string($0) }) }
      return .object(members)
    }
    let json: RawJSON = ["last": .int(last), "open": .array(lines)]
    return .put(
      Self.key, Array(json.text.utf8), in: RunStatus.table, expecting: revision.map { .revision($0) } ?? .absent)
  }
}

/// What open resyncs mean for one planning.
struct ResyncPlan: Sendable {
  let requests: [SyncEngine.Resync]

  /// The number by which those of this plan are marked as carried out.
  var number: Int? { requests.map(\.number).max() }

  /// Whether everything must be collected.
  var collectsEverything: Bool { requests.contains { $0.mode != .noReindex } }

  /// The feeds whose records are sent although they did not change, told by the resync's number.
  func forces(_ feed: SyncFeed) -> Int? {
    requests.last { ($0.mode == .everything || $0.mode == .noReindex) && $0.covers(feed) }?.number
  }

  /// Whether something is collected only, so that the next run has to see it again.
  var collectsOnly: Bool { requests.contains { $0.mode == .collectOnly } }

  /// Whether nothing of a feed is sent.
  func holds(_ feed: SyncFeed) -> Bool { requests.contains { $0.mode == .collectOnly && $0.covers(feed) } }

  /// Whether there is nothing to do but to send what is kept.
  var sendsKeptOnly: Bool { !requests.isEmpty && requests.allSatisfy { $0.mode == .noReindex } }
}
