import CatalogModels

/// How far the last applied run came, and what must still be the same for that to mean anything.
struct SyncCheckpoint: Hashable {
  var scope: String
  var mapping: String
  var destination: String
  var watermarks: [SyncFeed: SourceWatermark] = [:]

  static let name = "engine"

  /// Whether another run's watermarks hold for this one.
  func continues(_ other: SyncCheckpoint) -> Bool {
    scope == other.scope && mapping == other.mapping && destination == other.destination
  }

  var json: RawJSON {
    [
      ("version", 1), ("scope", .string(scope)), ("mapping", .string(mapping)), ("destination", .string(destination)),
      (
        "watermarks",
        .object(
          Dictionary(uniqueKeysWithValues: watermarks.map { ($0.key.rawValue, RawJSON.string($0.value.rawValue)) }))
      ),
    ].object
  }

  init(scope: String, mapping: String, destination: String) {
    self.scope = scope
    self.mapping = mapping
    self.destination = destination
  }

  /// Reads what an earlier run wrote.
  init(_ json: RawJSON) throws(SyncError) {
    guard let version = json["version"]?.int, let scope = json["scope"]?.string, let mapping = json["mapping"]?.string,
      let destination = json["destination"]?.string
    else { throw SyncError(.corrupted, "The checkpoint of the last run cannot be read.") }
    guard version <= 1 else {
      throw SyncError(
        .newerVersion, "The checkpoint of the last run has version \(version); this is version 1.",
        advice: "Use a newer version of this package for this state.")
    }
    self.init(scope: scope, mapping: mapping, destination: destination)
    for (feed, watermark) in json["watermarks"]?.members ?? [] {
      if let text = watermark.string { watermarks[SyncFeed(rawValue: feed)] = SourceWatermark(rawValue: text) }
    }
  }
}

extension [(String, RawJSON)] {
  fileprivate var object: RawJSON { .object(self) }
}
