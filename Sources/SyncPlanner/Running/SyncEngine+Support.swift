public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension SyncEngine {
  /// What somebody who helps needs to know, as one JSON document: versions, status and history, what is held up, the logs
  /// of errors and of what took how long (C8). It holds no credentials, and of the catalog only keys and what reasons
  /// quote, unless payloads are asked for.
  ///
  /// - Parameter payloads: Whether the log of payloads goes with it, where one is kept.
  public func supportBundle(withPayloads payloads: Bool = false) async throws(SyncError) -> RawJSON {
    var members: [(String, RawJSON)] = [
      ("format", "catalog-sync-support"), ("version", 1), ("made", .string(now().utcText)),
      ("versions", versions),
    ]
    let runs = try await RunStatus.read(from: store)
    members.append(("current", runs.current?.json ?? .null))
    members.append(("last", runs.last?.json ?? .null))
    members.append(("lastSuccess", runs.lastSuccess?.json ?? .null))
    members.append(("history", .array(try await history(last: 30).map(\.json))))
    members.append(("checkpoint", try await lastCheckpoint()?.json ?? .null))
    members.append(("ledgerPosition", .int(try await Ledger(in: store).position().sequence)))
    members.append(
      ("resyncs", .array(try await ResyncRequests.read(from: store).open.map { .string("\($0.mode.rawValue)") })))
    members.append(("intents", .int(try await store.readRows(in: Intent.table, after: nil, limit: 1_000).count)))
    members.append(("deadLetters", .array(try await deadLetters(limit: 200).letters.map(\.summary))))
    for log in SyncLogEntry.Log.allCases where payloads || log != .payload {
      let entries = try await self.log(log, last: log == .payload ? 50 : 200)
      members.append((log.rawValue, .array(entries.map { $0.json(withDetail: log == .payload || log == .profile) })))
    }
    if let notes = await destination.supportNotes(withPayloads: payloads) { members.append(("destination", notes)) }
    return RawJSON.object(members).withoutSecrets
  }

  /// Writes a support bundle as a file, in place of whatever was there. Only the process's own user may read it.
  ///
  /// - Throws: ``SyncError`` with `diskFull` or `fileSystem`; the store's error.
  public func writeSupportBundle(to url: URL, withPayloads payloads: Bool = false) async throws(SyncError) {
    let bundle = try await supportBundle(withPayloads: payloads)
    try Self.write(bundle, to: url.path(percentEncoded: false), POSIXFileSystem())
  }

  static func write(_ bundle: RawJSON, to path: String, _ files: any FileSystem) throws(SyncError) {
    let draft = path + ".part"
    do throws(SyncError) {
      let file = try files.open(draft, .replacing)
      try file.write(Array(bundle.text.utf8), at: 0)
      try file.synchronize()
      try files.rename(draft, to: path)
    } catch {
      try? files.remove(draft)
      throw error
    }
  }

  /// The support bundle as it was when a run failed last; `nil` where none did. It is put into the store as soon as a run
  /// fails, so that it tells of that run however many came after.
  public func failureBundle() async throws(SyncError) -> RawJSON? {
    guard let row = try await store.readRows(in: RunStatus.table, keys: [Self.bundleKey]).first else { return nil }
    guard let bundle = try? RawJSON(parsing: row.value) else {
      throw SyncError(.corrupted, "The support bundle of the last failure cannot be read.")
    }
    return bundle
  }

  func keepBundle() async throws(SyncError) {
    let bundle = try await supportBundle()
    try await store.commitAll([.put(Self.bundleKey, Array(bundle.text.utf8), in: RunStatus.table)])
  }

  private static let bundleKey = "failure-bundle"

  private var versions: RawJSON {
    [
      "mapping": .string(mapping.version), "fingerprints": .int(Fingerprint.version),
      "planFile": .int(PlanFile.version), "ledgerRows": .int(Int(LedgerEntry.codingVersion)),
    ]
  }
}

extension DeadLetter {
  fileprivate var summary: RawJSON {
    [
      "record": .string(action.key.description), "action": .string(action.kind.rawValue),
      "state": .string(state.rawValue), "reason": .string(reason), "attempts": .int(attempts),
      "at": .string(at.utcText), "plan": .string(plan),
    ]
  }
}

extension SyncLogEntry {
  fileprivate func json(withDetail: Bool) -> RawJSON {
    var members: [(String, RawJSON)] = [("at", .string(at.utcText)), ("run", .int(run)), ("text", .string(text))]
    if let key { members.append(("record", .string(key.description))) }
    if withDetail, let detail { members.append(("detail", detail)) }
    return .object(members)
  }
}
