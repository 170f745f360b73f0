/// Where items come from: a PIM, a folder, another system.
///
/// A source tells what it finds piece by piece, so that no run ever holds a whole catalog:
///
/// ```swift
/// struct ListSource: SyncSource {
///   let products: [Product]
///   func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
///     try await deliver(.items(products.map { SourceItem(.products, $0) }))
///     try await deliver(.finished(.products, .complete))
///   }
/// }
/// ```
///
/// Rules:
/// - A part is delivered, and awaited, before the next one is read: this is what keeps a fast source from outrunning
///   the planner.
/// - The context comes before the first item whose values are typed.
/// - An item comes before those that depend on it; feeds may come in any order otherwise, since a plan has its own.
/// - Each feed that was begun is finished once, after its last item. Only `SourceSweep.complete` can show what is gone, so a
///   source that is not sure says `incomplete`.
/// - What ends the whole collection is thrown; what hinders one feed only finishes that feed as `failed`.
public protocol SyncSource: Sendable {
  /// Reads what the request asks for.
  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws
}

/// Takes one part after the other. It throws when the run must end; the source lets such errors pass.
public typealias SourceDelivery = (SourcePart) async throws -> Void

/// What a source is asked for.
public struct SourceRequest: Sendable {
  /// What is wanted.
  public let scope: SyncScope
  /// How far earlier runs came, by feed. A feed without a watermark is read in full. A source that cannot tell what
  /// changed reads everything and says so by finishing the feed as `complete`.
  public let since: [SyncFeed: SourceWatermark]
  /// Which of some items the destination has, so that a changed item that nothing names just now can be told from
  /// one that never mattered.
  public let known: @Sendable ([RecordKey]) async throws -> Set<RecordKey>
  /// The items that are wanted, where somebody chose some; `nil` for all. A source that can find items by key may read
  /// just these, what they rest on, and what rests on them; one that cannot delivers what it has.
  public var keys: Set<RecordKey>?
  /// Where the first reading of a catalog goes on that an earlier run began, in the source's own words: what came before
  /// it is applied. A source that cannot go on there reads from the start. See ``SourcePart/place(_:_:)``.
  public var place: SourceWatermark?
  /// How many items a source reads at most of what it would otherwise read in full, before it tells the place at which
  /// another run goes on; `nil` for all. A source that cannot cut its reading need not.
  public var stretch: Int?

  /// Creates a request.
  public init(
    _ scope: SyncScope, since: [SyncFeed: SourceWatermark] = [:],
    known: @escaping @Sendable ([RecordKey]) async throws -> Set<RecordKey> = { _ in [] }
  ) {
    self.scope = scope
    self.since = since
    self.known = known
  }
}

/// A part of what a source finds. More cases may come, so a `switch` needs a `default`.
public enum SourcePart: Sendable {
  /// The definitions by which values are read. A later context takes the place of an earlier one.
  case context(CatalogContext)
  /// Some items, such as those of a page, all of one feed.
  case items([SourceItem])
  /// A feed was read to its end, or could not be.
  case finished(SyncFeed, SourceSweep)
  /// How far this run comes for a feed, once everything that it found is applied.
  case watermark(SyncFeed, SourceWatermark)
  /// The reading of a feed was cut, and goes on here once what came by now is applied. It comes before that feed is
  /// finished as `incomplete` or `failed`, and only where the request asks for a stretch or gave a place.
  case place(SyncFeed, SourceWatermark)
  /// How often another system was asked since the last such part.
  case requests(Int)
  /// Something worth telling that belongs to no typed value.
  case diagnostic(SyncDiagnostic)
  /// All feeds are finished; what else is wanted may be asked for by key.
  case inquiry(SourceInquiry)
  /// Items that were looked for by their keys and are not there. That alone is no proof that they were deleted (N11).
  case absent([RecordKey])
}

/// How much of a feed was delivered. More cases may come, so a `switch` needs a `default`.
public enum SourceSweep: Sendable {
  /// Every item that is in the scope: what did not come is gone.
  case complete
  /// Every item that changed since the watermark.
  case changes
  /// Not all, without an error, such as a feed whose items are named by those of a feed that failed.
  case incomplete(reason: String)
  /// Not all, because of an error.
  case failed(SyncError)
}

/// How far a source was read, in the source's own words.
public struct SourceWatermark: RawRepresentable, Hashable, Sendable, Codable {
  /// The text; only the source that wrote it can read it.
  public let rawValue: String

  /// Creates a watermark.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Reads a watermark from a single string.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the watermark as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// How much a run looks at. No more cases will come.
public enum SyncExtent: String, Sendable, Hashable, Codable, CaseIterable {
  /// What changed since the last run that was applied. Without such a run, or when scope, mapping or destination are
  /// others than then, everything.
  case changes
  /// Everything in the scope: the only extent that shows what is gone.
  case complete
}
