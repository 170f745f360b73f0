internal import CatalogJSON

/// A batch that is about to be sent. Its row is written before sending and removed with the outcomes, in one commit: a
/// row that a later run finds stands for a batch of which nothing is known.
struct Intent: Sendable {
  /// The row's key.
  let key: String
  /// The plan that the batch is part of, and where the ledger stood when it was made.
  let mover: LedgerPosition.Mover
  /// The version of the mapping that made the actions.
  let mapping: String
  /// The identity of the destination to which it was sent.
  let destination: String
  /// What is sent.
  let actions: [SyncAction]

  static let table = StoreTable(rawValue: "intents")

  init(
    number: Int, mover: LedgerPosition.Mover, mapping: String, destination: String, actions: [SyncAction]
  ) {
    let digits = String(number)
    key = mover.plan + "-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    self.mover = mover
    self.mapping = mapping
    self.destination = destination
    self.actions = actions
  }

  var writing: StoreChange {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("version")
    writer.number(1)
    writer.key("plan")
    writer.string(mover.plan)
    writer.key("base")
    writer.number(mover.base)
    writer.key("mapping")
    writer.string(mapping)
    writer.key("destination")
    writer.string(destination)
    writer.key("actions")
    writer.beginArray()
    for action in actions { action.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    return .put(key, writer.bytes, in: Self.table, expecting: .absent)
  }

  var removal: StoreChange { .delete(key, in: Self.table) }

  init(row: StoreRow) throws(SyncError) {
    let damaged = SyncError(.corrupted, "The intent \(row.key) cannot be read.")
    guard let json = try? JSONSlice(parsing: row.value), let version = json["version"]?.int else { throw damaged }
    guard version <= 1 else {
      throw SyncError(.newerVersion, "The intent \(row.key) has version \(version); this is version 1.")
    }
    guard let plan = json["plan"]?.string, let base = json["base"]?.int, let mapping = json["mapping"]?.string,
      let destination = json["destination"]?.string, let lines = json["actions"]?.elements
    else { throw damaged }
    var actions: [SyncAction] = []
    for line in lines {
      guard let action = SyncAction(line: line) else { throw damaged }
      actions.append(action)
    }
    key = row.key
    mover = LedgerPosition.Mover(plan: plan, base: base)
    self.mapping = mapping
    self.destination = destination
    self.actions = actions
  }
}
