public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension SyncEngine {
  /// All that is known of one record (D8).
  public struct Explanation: Sendable {
    /// The record.
    public let key: RecordKey
    /// The item as the source has it now; `nil` where it has none, or hides it.
    public let source: SourceView?
    /// What the ledger knows and what holds it up; `nil` where the destination never accepted it and nothing was tried.
    public let item: Item?
    /// The last actions that were carried out, the newest first, each with its reason.
    public let lastActions: [(kind: SyncAction.Kind, at: Date, reason: String)]
    /// The action that was not applied last, where one was not.
    public let deadLetter: DeadLetter?
    /// The ticket of a change that the destination accepted and has not reported on.
    public let accepted: String?
    /// The fields in which the source's record differs from what the destination accepted last: what the next run would
    /// send. None where the record was taken out of the synchronisation.
    public let pending: [String]
    /// The resyncs that were asked for, wait for the next run, and cover the record's feed.
    public let resyncs: [Resync]
  }

  /// An item as the source has it.
  public struct SourceView: Sendable {
    /// The item.
    public let key: RecordKey
    /// The object as it came.
    public let json: RawJSON
    /// Why it does not belong to the scope; `nil` where it does.
    public let outside: String?
    /// Its identifiers, and those of its variants.
    public internal(set) var skus: [String]
    /// The items that rest on it, such as the variants of a product model; the first 1,000.
    public internal(set) var variants: [RecordKey]
    /// The media files and assets that its values name.
    public let images: [String]
    /// Its categories and groups.
    public let tags: [String]
    /// The record that the mapping makes of it; `nil` where it makes none of this key.
    public let record: SyncRecord?
    /// Why it could not be mapped.
    public let problem: String?
  }

  /// A field, or a whole record, of which source and destination do not have the same (C7).
  public struct Discrepancy: Sendable, Hashable {
    /// The record.
    public let key: RecordKey
    /// The record as the mapping makes it of the source's item now; `nil` where the source has none.
    public let source: SyncRecord?
    /// The record as the destination has it now; `nil` where it has none.
    public let destination: SyncRecord?
    /// The fields that differ. Those that only the destination has are its own affair and left out, unless the ledger
    /// says that they were sent.
    public let fields: [Field]

    /// A field that differs.
    public struct Field: Sendable, Hashable {
      /// Its name.
      public let name: String
      /// The source's value; `nil` for none.
      public let source: RawJSON?
      /// The destination's value; `nil` for none.
      public let destination: RawJSON?
    }

    /// Whether both have the same.
    public var isEmpty: Bool { fields.isEmpty && (source == nil) == (destination == nil) }
  }

  /// Everything that is known of one record: its source, its state, and why what happened to it happened (D8). Nothing is
  /// sent and nothing is changed.
  ///
  /// - Parameters:
  ///   - key: The record.
  ///   - scope: The scope in which it is looked at.
  public func explain(
    _ key: RecordKey, in scope: SyncScope = SyncScope()
  ) async throws(SyncError) -> Explanation {
    let entry = try await Ledger(in: store).entry(for: key)
    let letter = try await DeadLetters(in: store).letters(for: [key])[key]
    let open = try await Accepted.of([key], in: store)[key]
    let view = try await sourceViews([key], scope)[key]
    var pending: [String] = []
    if let record = view?.record, entry?.state != .unlinked {
      let fields = LedgerFields(of: record.fields)
      let isSame = entry?.fingerprint == Fingerprint(of: record.json)
      let changes = fields.changes(since: entry?.fields ?? LedgerFields())
      pending = isSame ? [] : changes.changed + changes.cleared
    }
    let resyncs = try await ResyncRequests.read(from: store).open.filter { $0.covers(key.feed) }
    return Explanation(
      key: key, source: view, item: entry == nil && letter == nil ? nil : Item(key, entry, letter),
      lastActions: (entry?.lastActions ?? []).map { ($0.kind, $0.at, $0.reason) }, deadLetter: letter,
      accepted: open?.ticket, pending: pending, resyncs: resyncs)
  }

  /// Holds what the source has of some records against what the destination has, field by field (C7). What differs can
  /// be sent with ``sync(_:_:deleted:releasing:only:progress:)`` by these keys, after a ``resync(_:mode:)`` or where the ledger knows of the
  /// difference.
  ///
  /// - Returns: A comparison for each record, in the order of the keys.
  /// - Throws: ``SyncError`` with `destination` where the destination cannot be read.
  public func discrepancies(
    _ keys: some Collection<RecordKey>, in scope: SyncScope = SyncScope()
  ) async throws(SyncError) -> [Discrepancy] {
    let capabilities = try await applier().capabilities()
    guard capabilities.canRead else {
      throw SyncError(.destination, "The destination \(capabilities.identity) cannot be read.")
    }
    let views = try await sourceViews(Set(keys), scope)
    let entries = try await Ledger(in: store).entries(for: keys)
    var live: [RecordKey: SyncRecord] = [:]
    for record in try await read(Array(Set(keys)).sorted(), capabilities.batchSize) { live[record.key] = record }
    return Set(keys).sorted().map { key in
      let source = views[key]?.outside == nil ? views[key]?.record : nil
      let sent = Set(entries[key]?.fields.names ?? [])
      var names = Set(source?.fields.keys.map(\.self) ?? [])
      names.formUnion((live[key]?.fields.keys.map(\.self) ?? []).filter { sent.contains($0) })
      let fields = names.sorted().compactMap { name -> Discrepancy.Field? in
        let (here, there) = (source?.fields[name], live[key]?.fields[name])
        guard here != there, !(here == nil && there?.isNull == true) else { return nil }
        return Discrepancy.Field(name: name, source: here, destination: there)
      }
      return Discrepancy(key: key, source: source, destination: live[key], fields: fields)
    }
  }

  private func read(_ keys: [RecordKey], _ size: Int) async throws(SyncError) -> [SyncRecord] {
    var records: [SyncRecord] = []
    do {
      for start in stride(from: 0, to: keys.count, by: max(1, size)) {
        records += try await destination.read(Array(keys[start..<min(start + max(1, size), keys.count)]))
      }
    } catch {
      throw SyncError(destination: error, "The destination could not be read.")
    }
    return records
  }

  /// Some records' items as the source has them now.
  private func sourceViews(
    _ keys: Set<RecordKey>, _ scope: SyncScope
  ) async throws(SyncError) -> [RecordKey: SourceView] {
    let capabilities = try await applier().capabilities()
    var lookup = SourceLookup(keys, mapping)
    var request = request(scope, capabilities, [:], Ledger(in: store))
    request.keys = lookup.items
    do {
      try await source.collect(request) { part in try lookup.take(part) }
    } catch {
      throw SyncError(collecting: error)
    }
    return lookup.views
  }
}

extension SyncEngine.Explanation: CustomStringConvertible {
  /// What is known, a line for each thing.
  public var description: String {
    var lines = ["\(key)"]
    if let source {
      lines.append("source: \(source.outside.map { "outside of the scope: \($0)" } ?? "in the scope")")
      if !source.skus.isEmpty { lines.append("SKUs: \(source.skus.joined(separator: ", "))") }
      if !source.variants.isEmpty {
        lines.append("variants: \(source.variants.map(\.id).joined(separator: ", "))")
      }
      if !source.images.isEmpty { lines.append("images: \(source.images.joined(separator: ", "))") }
      if !source.tags.isEmpty { lines.append("tags: \(source.tags.joined(separator: ", "))") }
      if let problem = source.problem { lines.append("it could not be mapped: \(problem)") }
    } else {
      lines.append("source: not there")
    }
    lines.append("destination: \(item.map { $0.state.rawValue } ?? "never sent")")
    if item?.state == .unsynced {
      lines.append("it was taken out of the synchronisation; choose it by name to have it back")
    }
    if let problem = item?.problem { lines.append("problem: \(problem)") }
    if let accepted { lines.append("accepted as \(accepted), not reported on yet") }
    for action in lastActions { lines.append("\(action.at.utcText) \(action.kind.rawValue): \(action.reason)") }
    if !pending.isEmpty { lines.append("to be sent: \(pending.joined(separator: ", "))") }
    for resync in resyncs {
      lines.append("resync \(resync.number) waits for the next run: \(resync.mode.rawValue)")
    }
    return lines.map(\.onOneLine).joined(separator: "\n")
  }
}
