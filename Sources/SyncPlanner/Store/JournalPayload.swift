/// What a frame carries: the rows that a commit changed, or a part of a snapshot.
enum JournalPayload {
  private static let commit: UInt8 = 1
  private static let snapshot: UInt8 = 2

  /// The payload of a commit, and where in it each change's value begins.
  static func commit(_ changes: [StoreChange], sequence: Int) -> (bytes: [UInt8], values: [Int]) {
    let tables = changes.reduce(into: [StoreTable]()) { if !$0.contains($1.table) { $0.append($1.table) } }
    var writer = start(commit, sequence, tables, count: changes.count)
    var values: [Int] = []
    values.reserveCapacity(changes.count)
    for change in changes {
      let table = UInt64(tables.firstIndex(of: change.table) ?? 0)
      writer.number(table << 1 | (change.value == nil ? 1 : 0))
      writer.counted(change.key)
      if let value = change.value {
        writer.number(UInt64(value.count))
        values.append(writer.bytes.count)
        writer.raw(value)
      } else {
        values.append(0)
      }
    }
    return (writer.bytes, values)
  }

  /// The payload of a part of a snapshot, and where in it each row's value begins.
  static func snapshot(
    of table: StoreTable, rows: [(key: [UInt8], value: ArraySlice<UInt8>, revision: Int)], sequence: Int
  ) -> (bytes: [UInt8], values: [Int]) {
    var writer = start(snapshot, sequence, [table], count: rows.count)
    var values: [Int] = []
    values.reserveCapacity(rows.count)
    for row in rows {
      writer.number(UInt64(row.revision))
      writer.counted(row.key)
      writer.number(UInt64(row.value.count))
      values.append(writer.bytes.count)
      writer.raw(row.value)
    }
    return (writer.bytes, values)
  }

  /// A change as it stands in a payload. `value` is the range of its bytes there; `nil` for a deletion.
  struct Change {
    let table: StoreTable
    let key: [UInt8]
    let value: Range<Int>?
    let revision: Int
  }

  /// Reads a payload; gives its sequence number.
  static func read(_ payload: [UInt8], _ take: (Change) -> Void) throws(RowFault) -> Int {
    var reader = RowReader(payload)
    let kind = try reader.byte()
    guard kind == commit || kind == snapshot else { throw .damaged }
    let sequence = Int(clamping: try reader.number())
    var tables: [StoreTable] = []
    for _ in 0..<(try reader.count()) { tables.append(StoreTable(rawValue: try reader.counted())) }
    for _ in 0..<(try reader.count()) {
      let first = try reader.number()
      let table = kind == commit ? Int(clamping: first >> 1) : 0
      guard tables.indices.contains(table) else { throw .damaged }
      let key = try reader.section().rest()
      let isDeletion = kind == commit && first & 1 == 1
      let value = isDeletion ? nil : try reader.sectionRange()
      take(
        Change(
          table: tables[table], key: key, value: value, revision: kind == commit ? sequence : Int(clamping: first)))
    }
    guard reader.isAtEnd else { throw .damaged }
    return sequence
  }

  private static func start(_ kind: UInt8, _ sequence: Int, _ tables: [StoreTable], count: Int) -> RowWriter {
    var writer = RowWriter(capacity: 1024)
    writer.byte(kind)
    writer.number(UInt64(sequence))
    writer.number(UInt64(tables.count))
    for table in tables { writer.counted(table.rawValue) }
    writer.number(UInt64(count))
    return writer
  }
}
