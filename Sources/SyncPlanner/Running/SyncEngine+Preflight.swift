internal import CatalogModels
internal import Synchronization

extension SyncEngine {
  /// Something that ``preflight(_:)`` found.
  public struct Finding: Sendable, Hashable {
    /// How much it matters.
    public let severity: Severity
    /// What it is about.
    public let area: Area
    /// The item or record, where it is about one.
    public let key: RecordKey?
    /// One sentence for people.
    public let message: String
    /// What to do about it, where that is known.
    public let advice: String?

    /// How much a finding matters. More cases may come, so a `switch` needs a `default`.
    public enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
      /// Worth knowing.
      case note
      /// A run would leave something out, or could not do something.
      case warning
      /// A run would fail, or block what it should send.
      case error

      /// Whether it matters less.
      public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    /// What a finding is about. More areas may come, so a `switch` over them needs a `default`.
    public enum Area: String, Sendable, Hashable, CaseIterable {
      /// The source does not take the credentials.
      case credentials
      /// The source cannot be read.
      case source
      /// The scope names what is not there.
      case scope
      /// Feeds that nobody makes or takes.
      case feeds
      /// What the mapping leaves out or cannot hold.
      case mapping
      /// The destination or its set-up.
      case destination
      /// What remembers, and what is left in it.
      case store
    }

    init(_ severity: Severity, _ area: Area, about key: RecordKey? = nil, _ message: String, advice: String? = nil) {
      self.severity = severity
      self.area = area
      self.key = key
      self.message = message
      self.advice = advice
    }

    init(_ area: Area, _ error: SyncError) {
      self.init(.error, area, error.message, advice: error.advice ?? error.catalogError?.advice)
    }

    init(_ area: Area, _ diagnostic: SyncDiagnostic) {
      let isNote = diagnostic.kind == .source || diagnostic.kind.rawValue == "unmapped"
      let isError = diagnostic.kind == .mapping || diagnostic.kind == .missingReference
      self.init(isNote ? .note : isError ? .error : .warning, area, about: diagnostic.key, diagnostic.message)
    }
  }

  /// Checks all that a run rests on, before anything runs (C2): credentials, source and scope, destination, feeds,
  /// mapping, and what the store remembers. Nothing is sent and nothing is changed.
  ///
  /// Of the catalog what describes it is read: channels, locales, families, attributes. No product is.
  ///
  /// - Returns: What was found, what matters most first. Without an `error` among it, a run can begin.
  /// - Throws: ``SyncError`` `cancelled` only: whatever else goes wrong is a finding.
  public func preflight(_ scope: SyncScope = SyncScope()) async throws(SyncError) -> [Finding] {
    var findings: [Finding] = []
    let capabilities = try await checkDestination(scope, &findings)
    try await checkStore(capabilities, &findings)
    checkFeeds(scope, capabilities, &findings)
    try await checkSource(scope, capabilities, &findings)
    return findings.sorted { $0.severity > $1.severity }
  }

  private func checkDestination(
    _ scope: SyncScope, _ findings: inout [Finding]
  ) async throws(SyncError) -> DestinationCapabilities? {
    do throws(SyncError) {
      let capabilities = try await Applier(to: destination, remembering: store).capabilities()
      for diagnostic in try await destination.problems(scope) { findings.append(Finding(.destination, diagnostic)) }
      if !capabilities.canRead, !capabilities.isIdempotent {
        findings.append(
          Finding(
            .warning, .destination,
            "The destination can neither be read nor takes idempotency keys: where an answer is lost, the outcome stays "
              + "unknown until somebody looks."))
      }
      return capabilities
    } catch {
      if error.code == .cancelled { throw error }
      findings.append(Finding(.destination, error))
      return nil
    }
  }

  private func checkStore(
    _ capabilities: DestinationCapabilities?, _ findings: inout [Finding]
  ) async throws(SyncError) {
    do throws(SyncError) {
      let last = try await lastCheckpoint()
      _ = try await Ledger(in: store).position()
      if let capabilities, let last, last.destination != capabilities.identity {
        findings.append(
          Finding(
            .warning, .store,
            "The destination is \(capabilities.identity) and was \(last.destination): the next run forgets what was "
              + "brought there and sends everything.",
            advice: "See that this store belongs to this destination."))
      }
      let left = try await store.readRows(in: Intent.table, after: nil, limit: 100).count
      if left > 0 {
        findings.append(
          Finding(.note, .store, "A run was cut short while it sent \(left) batches; the next one clears up first."))
      }
      let letters = try await DeadLetters(in: store).page(limit: 1_000).letters
      let unknown = letters.filter { $0.state == .unknown }.count
      if unknown > 0 {
        findings.append(
          Finding(
            .warning, .store, "Of \(unknown) records it is not known whether they reached the destination.",
            advice: "Look there, and settle them: see SyncEngine.settle."))
      }
    } catch {
      if error.code == .cancelled { throw error }
      findings.append(Finding(.store, error))
    }
  }

  private func checkFeeds(
    _ scope: SyncScope, _ capabilities: DestinationCapabilities?, _ findings: inout [Finding]
  ) {
    let made = recordFeeds
    for feed in (scope.feeds ?? []).sorted(by: { $0.rawValue < $1.rawValue }) {
      if !SyncFeed.all.contains(feed) {
        findings.append(
          Finding(
            .error, .feeds, "The scope names the feed \"\(feed)\", which is none of the PIM's.",
            advice: "Its feeds are: \(SyncFeed.all.map(\.rawValue).joined(separator: ", "))."))
      } else if mapping.feeds(for: feed).isEmpty {
        findings.append(
          Finding(.warning, .feeds, "The scope wants \(feed), and the mapping makes no records of them."))
      }
    }
    guard let taken = capabilities?.feeds else { return }
    if made.isDisjoint(with: taken) {
      findings.append(
        Finding(
          .error, .feeds, "The mapping makes no record that the destination takes.",
          advice: "It makes \(Self.names(made)); the destination takes \(Self.names(taken))."))
      return
    }
    let stray = made.subtracting(taken)
    if !stray.isEmpty {
      findings.append(Finding(.note, .feeds, "The destination does not take: \(Self.names(stray))."))
    }
    let missing = taken.subtracting(made)
    if !missing.isEmpty {
      findings.append(Finding(.note, .feeds, "The mapping makes nothing for: \(Self.names(missing))."))
    }
  }

  private static func names(_ feeds: Set<SyncFeed>) -> String {
    feeds.map(\.rawValue).sorted().joined(separator: ", ")
  }

  /// Reads what describes the catalog, and lets the mapping look at it.
  private func checkSource(
    _ scope: SyncScope, _ capabilities: DestinationCapabilities?, _ findings: inout [Finding]
  ) async throws(SyncError) {
    let found = Mutex<(context: CatalogContext?, diagnostics: [SyncDiagnostic])>((nil, []))
    let capabilities = capabilities ?? DestinationCapabilities(identity: "")
    do {
      try await source.collect(request(scope, capabilities, [:], Ledger(in: store))) { part in
        switch part {
        case .context(let context):
          found.withLock { $0.context = context }
          throw Enough()
        case .items(let items):
          if let feed = items.first?.feed, feed == .products || feed == .productModels { throw Enough() }
        case .finished(let feed, .failed(let error)):
          found.withLock { found in
            found.diagnostics.append(SyncDiagnostic(.missingReference, nil, "\(feed): \(error.message)"))
          }
        case .diagnostic(let diagnostic):
          found.withLock { if $0.diagnostics.count < 100 { $0.diagnostics.append(diagnostic) } }
        default: break
        }
      }
    } catch is Enough {
      // What describes the catalog came; the rest is for a run.
    } catch {
      let error = SyncError(collecting: error)
      if error.code == .cancelled { throw error }
      findings.append(Finding(Self.area(of: error), error))
    }
    let (context, diagnostics) = found.withLock { $0 }
    findings += diagnostics.map { Finding(.source, $0) }
    guard let context else { return }
    findings += mapping.check(context).map { Finding(.mapping, $0) }
  }

  private struct Enough: Error {}

  private static func area(of error: SyncError) -> Finding.Area {
    if error.code == .invalidScope { return .scope }
    switch error.catalogError?.code {
    case .unauthorized, .forbidden: return .credentials
    default: return .source
    }
  }
}

extension SyncEngine.Finding: CustomStringConvertible {
  /// Severity, area, and the sentences.
  public var description: String {
    "\(severity) (\(area.rawValue)): \([key.map { "\($0): \(message)" } ?? message, advice].compactMap(\.self).joined(separator: " "))"
      .onOneLine
  }
}

extension Destination {
  /// ``check(_:)`` with this package's own error.
  fileprivate func problems(_ scope: SyncScope) async throws(SyncError) -> [SyncDiagnostic] {
    do {
      return try await check(scope)
    } catch {
      throw SyncError(destination: error, "The destination could not be checked.")
    }
  }
}
