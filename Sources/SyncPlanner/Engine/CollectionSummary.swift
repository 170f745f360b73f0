/// How the collection behind a plan went, beside the counts that the plan itself bears.
public struct CollectionSummary: Sendable, Hashable {
  /// Feeds of which not everything could be read, each with the reason. Nothing of them counts as gone.
  public internal(set) var incomplete: [SyncFeed: String] = [:]
  /// Whether the first reading of the catalog was cut here: the next run goes on behind it. See ``SyncPolicy/firstReadingStretch``.
  public internal(set) var goesOn = false
  /// The number of diagnostics.
  public internal(set) var diagnosticCount = 0
  /// The first of them, up to ``diagnosticLimit``.
  public internal(set) var diagnostics: [SyncDiagnostic] = []
  /// What is held back because there is too much of it at once, with the figures. See ``SyncPolicy/Guards``.
  public internal(set) var brakes: [SyncPolicy.Brake] = []
  /// How many records of a feed keep a field that the scope no longer asks for, by feed and field, up to
  /// ``diagnosticLimit`` fields of a feed. They are neither sent nor cleared.
  public internal(set) var kept: [SyncFeed: [String: Int]] = [:]
  /// How often the source was asked, where it tells.
  public internal(set) var requests = 0
  /// How long it took.
  public internal(set) var duration: Duration = .zero

  /// The most diagnostics that are kept; all of them come as events.
  public static var diagnosticLimit: Int { 100 }

  init() {}

  mutating func keep(_ fields: [String], in feed: SyncFeed) {
    for field in fields where kept[feed]?[field] != nil || (kept[feed]?.count ?? 0) < Self.diagnosticLimit {
      kept[feed, default: [:]][field, default: 0] += 1
    }
  }

  mutating func add(_ diagnostic: SyncDiagnostic) {
    diagnosticCount += 1
    if diagnostics.count < Self.diagnosticLimit { diagnostics.append(diagnostic) }
  }
}
