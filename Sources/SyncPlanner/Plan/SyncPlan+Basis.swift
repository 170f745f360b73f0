internal import CatalogJSON
package import CatalogModels

extension SyncPlan {
  /// What a plan was made on. When one of these moves on, the plan is stale.
  package struct Basis: Sendable, Hashable {
    /// A text that differs for every other scope.
    package var scope: String
    /// The destination's identity, as its capabilities give it.
    package var destination: String
    /// The mapping's version.
    package var mapping: String
    /// The version of the way in which fingerprints are taken.
    package var fingerprintVersion: Int
    /// How far the ledger had moved.
    package var ledger: Int
    /// What to remember once the whole plan was carried out or accounted for: watermarks and other checkpoints, by name.
    package var checkpoints: [String: RawJSON]

    /// Creates a basis.
    package init(
      scope: String, destination: String, mapping: String, fingerprintVersion: Int = Fingerprint.version, ledger: Int,
      checkpoints: [String: RawJSON] = [:]
    ) {
      self.scope = scope
      self.destination = destination
      self.mapping = mapping
      self.fingerprintVersion = fingerprintVersion
      self.ledger = ledger
      self.checkpoints = checkpoints
    }
  }
}

extension SyncPlan.Basis {
  /// Refuses a plan that was made on something else than what is there now.
  package func check(scope: String? = nil, mapping: String? = nil, destination: String? = nil) throws(SyncError) {
    let parts = [
      ("scope", scope, self.scope), ("mapping", mapping, self.mapping), ("destination", destination, self.destination),
    ]
    for (name, now, then) in parts {
      if let now, now != then { throw .stale("its \(name) was \"\(then)\" and now is \"\(now)\"") }
    }
    if fingerprintVersion != Fingerprint.version {
      throw .stale("its fingerprints have version \(fingerprintVersion), those of today \(Fingerprint.version)")
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.key("scope")
    writer.string(scope)
    writer.key("destination")
    writer.string(destination)
    writer.key("mapping")
    writer.string(mapping)
    writer.key("fingerprints")
    writer.number(fingerprintVersion)
    writer.key("ledger")
    writer.number(ledger)
    writer.key("checkpoints")
    writer.raw(RawJSON.object(checkpoints).slice)
  }

  init?(header: JSONSlice) {
    guard let scope = header["scope"]?.string, let destination = header["destination"]?.string,
      let mapping = header["mapping"]?.string, let fingerprints = header["fingerprints"]?.int,
      let ledger = header["ledger"]?.int, let checkpoints = header["checkpoints"]
    else { return nil }
    self.init(
      scope: scope, destination: destination, mapping: mapping, fingerprintVersion: fingerprints, ledger: ledger)
    for (name, value) in checkpoints.members { self.checkpoints[name] = RawJSON(value) }
  }
}

extension SyncError {
  /// A plan that no longer fits.
  static func stale(_ why: String) -> SyncError {
    SyncError(.stalePlan, "The plan is stale: \(why). Nothing was sent.", advice: "Plan again.")
  }
}
