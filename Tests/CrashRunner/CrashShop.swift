import CatalogModels
import SyncPlanner

/// A shop in a file: a line for each effect, which bears the idempotency key, so that a test can count what took effect
/// how often. A line that was cut is no effect.
actor CrashShop: Destination {
  /// What it promises.
  nonisolated let capabilities: DestinationCapabilities
  private let file: any OpenFile
  private var end: Int
  private var state: CrashEffects

  init(_ path: String, _ files: any FileSystem, _ promise: CrashPromise) throws(SyncError) {
    capabilities = DestinationCapabilities(
      identity: "shop", batchSize: 4, isIdempotent: promise == .repeating, canRead: promise == .reading)
    file = try files.open(path, .updating)
    let bytes = try file.read(at: 0, count: try file.length)
    end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    state = CrashEffects(bytes[..<end])
    if end < bytes.count { try file.truncate(to: end) }
  }

  /// Carries out a batch, line by line.
  func apply(_ batch: [SyncAction]) throws -> [ActionOutcome] {
    try batch.map { action in
      if capabilities.isIdempotent, state.counts[action.idempotencyKey] != nil { return .applied() }
      let line: RawJSON = [
        "effect": .string(action.idempotencyKey), "key": .string(action.key.description),
        "version": action.fields["version"] ?? .null,
      ]
      let bytes = Array(line.text.utf8) + [UInt8(ascii: "\n")]
      try file.write(bytes, at: end)
      end += bytes.count
      state.take(line)
      return .applied()
    }
  }

  /// The records as they are.
  func read(_ keys: [RecordKey]) -> [SyncRecord] {
    keys.compactMap { key in
      state.versions[key.description].map { version in
        SyncRecord(key, fields: ["code": .string(key.id), "version": .int(version)])
      }
    }
  }
}

/// What the effects in a shop's file come to.
public struct CrashEffects: Sendable {
  /// How often each effect took place, by its idempotency key.
  public private(set) var counts: [String: Int] = [:]
  /// The versions that the shop has.
  public private(set) var versions: [String: Int] = [:]

  /// Reads a file.
  public init(_ bytes: some Collection<UInt8>) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let json = try? RawJSON(parsing: line) { take(json) }
    }
  }

  mutating func take(_ line: RawJSON) {
    guard let effect = line["effect"]?.string, let key = line["key"]?.string else { return }
    counts[effect, default: 0] += 1
    versions[key] = line["version"]?.int
  }
}
