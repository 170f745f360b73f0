package import CatalogModels

/// The fingerprints of a record's fields: enough to name those that changed and those to be cleared.
///
/// 64 bits for each field suffice: whether a record changed at all is told by its own 128 bits.
package struct LedgerFields: Sendable, Hashable {
  /// As they lie in a row, in the order of the names' bytes. Most entries are read only for the fingerprint of their
  /// record, so names are made when they are asked for.
  let packed: [UInt8]

  struct Entry: Sendable, Hashable {
    let name: String
    let mark: UInt64
  }

  /// Of no field.
  package init() { packed = [] }

  /// Of a record's content.
  package init(of fields: [String: RawJSON]) {
    self.init(
      entries:
        fields
        .map { Entry(name: $0.key, mark: Fingerprint(of: $0.value).folded) }
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
  }

  /// Of fields in the order of their names' bytes.
  init(entries: [Entry]) {
    var bytes = RowWriter(capacity: entries.count * 24)
    for entry in entries {
      bytes.counted(entry.name)
      bytes.word(entry.mark)
    }
    packed = bytes.bytes
  }

  /// Takes what stands in a row, and checks it.
  init(packed: [UInt8]) throws(RowFault) {
    var reader = RowReader(packed)
    while !reader.isAtEnd {
      _ = try reader.section()
      _ = try reader.word()
    }
    self.packed = packed
  }

  /// In the order of the names' bytes.
  var entries: [Entry] {
    var entries: [Entry] = []
    var reader = RowReader(packed)
    // It was checked, so reading ends with the bytes.
    while !reader.isAtEnd, let name = try? reader.counted(), let mark = try? reader.word() {
      entries.append(Entry(name: name, mark: mark))
    }
    return entries
  }

  /// The names, in the order of their bytes.
  package var names: [String] { entries.map(\.name) }
  /// Whether there is none.
  package var isEmpty: Bool { packed.isEmpty }

  /// These fields, and some of an older content's that the destination kept.
  func keeping(_ names: [String], of old: LedgerFields) -> LedgerFields {
    guard !names.isEmpty else { return self }
    let own = Set(entries.map(\.name))
    let kept = old.entries.filter { names.contains($0.name) && !own.contains($0.name) }
    return LedgerFields(
      entries: (entries + kept).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
  }

  /// The fields in which this content differs from an older one, and those that only the older one has.
  package func changes(since old: LedgerFields) -> (changed: [String], cleared: [String]) {
    var changed: [String] = []
    var cleared: [String] = []
    var before = old.entries[...]
    for entry in entries {
      while let first = before.first, first.name.utf8.lexicographicallyPrecedes(entry.name.utf8) {
        cleared.append(first.name)
        before.removeFirst()
      }
      if let first = before.first, first.name.utf8.elementsEqual(entry.name.utf8) {
        if first.mark != entry.mark { changed.append(entry.name) }
        before.removeFirst()
      } else {
        changed.append(entry.name)
      }
    }
    cleared.append(contentsOf: before.map(\.name))
    return (changed, cleared)
  }
}
