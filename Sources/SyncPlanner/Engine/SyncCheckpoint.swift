import CatalogModels

/// How far the last applied run came, and what must still be the same for that to mean anything.
struct SyncCheckpoint: Hashable {
  var scope: String
  var mapping: String
  var destination: String
  var watermarks: [SyncFeed: SourceWatermark] = [:]
  /// Where the first reading goes on, while it is not at its end.
  var place: SourceWatermark?
  /// The number of the run that began that reading.
  var reading: Int?
  /// Feeds that could not be read in an earlier stretch of that reading: they are not known as far as the others.
  var lacking: Set<SyncFeed> = []

  static let name = "engine"

  /// Whether another run's watermarks hold for this one.
  func continues(_ other: SyncCheckpoint) -> Bool {
    scope == other.scope && mapping == other.mapping && destination == other.destination
  }

  var json: RawJSON {
    var members: [(String, RawJSON)] = [
      ("version", 1), ("scope", .string(scope)), ("mapping", .string(mapping)), ("destination", .string(destination)),
      (
        "watermarks",
        .object(
          Dictionary(uniqueKeysWithValues: watermarks.map { ($0.key.rawValue, RawJSON.string($0.value.rawValue)) }))
      ),
    ]
    if let place { members.append(("place", .string(place.rawValue))) }
    if let reading { members.append(("reading", .int(reading))) }
    if !lacking.isEmpty { members.append(("lacking", .array(lacking.map(\.rawValue).sorted().map { .string($0) }))) }
    return .object(members)
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
    place = json["place"]?.string.map { SourceWatermark(rawValue: $0) }
    reading = json["reading"]?.int
    lacking = Set((json["lacking"]?.list ?? []).compactMap { $0.string.map { SyncFeed(rawValue: $0) } })
  }

  /// Takes in how far a run came, once its plan is carried out.
  ///
  /// - Parameter number: The run's number.
  mutating func take(_ run: PlanRun, _ number: Int) {
    if let place = run.place {
      // What a brake holds back is read again.
      guard run.summary.brakes.isEmpty else { return }
      self.place = place.at
      reading = run.isGoingOn ? reading : number
      // The feed that was cut is tried again from there.
      lacking.formUnion(run.failedFeeds.subtracting([place.feed]))
      watermarks.merge(run.reached) { $1 }
    } else {
      watermarks.merge(run.reached.filter { !lacking.contains($0.key) }) { $1 }
      for feed in lacking { watermarks[feed] = nil }
      place = nil
      reading = nil
      lacking = []
    }
  }
}
