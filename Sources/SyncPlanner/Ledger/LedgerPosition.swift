internal import CatalogJSON
internal import CatalogModels

/// How far the ledger has moved: a number that grows with every commit that changes it, and the plan that moved it last.
///
/// A plan remembers the position on which it was made. It is stale when anything but the plan itself moved the ledger
/// since; a plan that was cut short can be applied again.
package struct LedgerPosition: Sendable, Hashable {
  /// Grows by one with each commit; 0 for a ledger that was never written to.
  package var sequence: Int
  /// The sequence of the last commit by which the ledger forgot a record; 0 where it forgot none. See `SyncAction.turn`.
  package var generation = 0
  /// The plan that moved the ledger here, and where it had begun; `nil` where it was no plan.
  package var mover: Mover?
  /// The revision of the row in the store; `nil` while there is none.
  var revision: Int?

  package struct Mover: Sendable, Hashable {
    package var plan: String
    package var base: Int

    package init(plan: String, base: Int) {
      self.plan = plan
      self.base = base
    }
  }

  static let start = LedgerPosition(sequence: 0, mover: nil, revision: nil)
  static let table = StoreTable(rawValue: "sync")
  static let key = "ledger-position"

  init(sequence: Int, mover: Mover?, revision: Int?) {
    self.sequence = sequence
    self.mover = mover
    self.revision = revision
  }

  init(row: StoreRow) throws(SyncError) {
    guard let json = try? JSONSlice(parsing: row.value), let sequence = json["sequence"]?.int else {
      throw SyncError(.corrupted, "The ledger's position cannot be read.")
    }
    self.sequence = sequence
    generation = json["generation"]?.int ?? 0
    if let plan = json["plan"]?.string, let base = json["base"]?.int { mover = Mover(plan: plan, base: base) }
    revision = row.revision
  }

  /// The change that moves the ledger one step on, and fails where somebody else moved it.
  ///
  /// - Parameter changes: What else is in the commit.
  func step(by mover: Mover?, with changes: [StoreChange] = []) -> StoreChange {
    let generation = changes.contains(where: Ledger.forgets) ? sequence + 1 : generation
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("sequence")
    writer.number(sequence + 1)
    if generation > 0 {
      writer.key("generation")
      writer.number(generation)
    }
    if let mover {
      writer.key("plan")
      writer.string(mover.plan)
      writer.key("base")
      writer.number(mover.base)
    }
    writer.endObject()
    return .put(
      Self.key, writer.bytes, in: Self.table, expecting: revision.map { .revision($0) } ?? .absent)
  }
}
