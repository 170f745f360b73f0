package import CatalogJSON
internal import Synchronization

/// Walking over an object in one pass, for what looks at all of it.
extension RawObject {
  /// Whether ``forEachFieldInOrder(_:)`` shows all there is: no name stands twice, and none comes from elsewhere.
  package var isPlain: Bool {
    guard context.isEmpty, entry.members.count <= 64 else { return false }
    let members = index.members
    for place in entry.members {
      let name = members[place].name
      guard index.names.isShared(name) else { return false }
      for earlier in entry.members.lowerBound..<place where members[earlier].name == name { return false }
    }
    return true
  }

  /// Shows the fields of a plain object in the order in which a canonical form has them.
  package func forEachFieldInOrder(_ body: (_ name: String, _ value: JSONRange) -> Void) {
    let members = index.members
    let ranks = index.ranks
    let first = entry.members.lowerBound
    var fields: ContiguousArray<Ranked> = []
    fields.reserveCapacity(entry.members.count)
    for place in entry.members { fields.append(Ranked(ranks[Int(members[place].name)], start: place - first)) }
    fields.sort()
    for field in fields {
      let member = members[first + field.start]
      body(index.text(member.name), member.value)
    }
  }

  /// The document of which the object is a part.
  package var storage: JSONStorage { index.storage }

  /// Writes the canonical form of the field `values`, without what is no content of a value: links, symbols, and what
  /// servers repeat of the attribute (N6). `false`: some have another shape than values of products, records and assets,
  /// and what was written is no use.
  ///
  /// - Parameter odd: The content of an entry that has more members than those, or writes them in an odd way.
  package func appendValues(to form: inout JSONCanonicalizer, odd: (RawJSON) -> RawJSON) -> Bool {
    guard let lists = listsInOrder() else { return false }
    let rows = index.rows
    let bytes = index.storage.bytes
    var ends = RowEnds()
    form.canonical("{")
    for (number, list) in lists.enumerated() {
      // Where an attribute stands twice, the last one counts.
      if number + 1 < lists.count, lists[number + 1].rank == list.rank { continue }
      var place = entry.rows.lowerBound + list.start
      form.separate()
      form.name(index.names.place(of: rows[place].attribute), of: bytes.span)
      form.canonical("[")
      repeat {
        let row = rows[place]
        if row.traits.contains(.isRegular) {
          append(row, bytes.span, &ends, to: &form)
        } else {
          form.append(odd(RawJSON(index.slice(index.entry(row)))).slice)
        }
        place += 1
        guard place < entry.rows.upperBound, !rows[place].traits.contains(.startsList) else { break }
        form.canonical(",")
      } while true
      form.canonical("]")
    }
    form.canonical("}")
    return true
  }

  /// Writes a value with its members in order.
  private func append(
    _ row: ValueRow, _ bytes: borrowing Span<UInt8>, _ ends: inout RowEnds, to form: inout JSONCanonicalizer
  ) {
    func code(_ number: UInt32) -> String? { number == JSONNames.none ? nil : index.text(number) }
    let saysChannel = row.traits.contains(.saysChannel)
    if saysChannel {
      form.canonical("{\"channel\":")
      form.string(canonical: code(row.channel))
      form.canonical(",\"data\":")
    } else {
      form.canonical("{\"data\":")
    }
    let first = bytes[Int(row.data.start)]
    if first == UInt8(ascii: "\""), !row.traits.text.hasNeedlessEscape {
      form.canonical(row.data, of: bytes)
    } else {
      let isContainer = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
      form.append(at: Int(row.data.start), of: bytes, leavingOut: isContainer ? .symbols : .nothing)
    }
    if row.linked.count > 0 {
      form.canonical(",\"linked_data\":")
      if first == UInt8(ascii: "\"") {
        // One option, which other products have as well.
        form.canonical(linkedForm(row.linked))
      } else if !appendLinkedForms(row.linked, to: &form) {
        form.append(at: Int(row.linked.start), of: bytes, leavingOut: .links)
      }
    }
    // Most values have neither locale nor channel.
    if !saysChannel, row.locale == JSONNames.none, row.channel == JSONNames.none {
      return form.canonical(",\"locale\":null,\"scope\":null}")
    }
    if !saysChannel, let known = ends.place(of: row) { return form.again(from: known.start, to: known.end) }
    let start = form.count
    form.canonical(",\"locale\":")
    form.string(canonical: code(row.locale))
    if !saysChannel {
      form.canonical(",\"scope\":")
      form.string(canonical: code(row.channel))
    }
    form.canonical("}")
    if !saysChannel { ends.add(row, start, form.count) }
  }

  /// Where the ends of values with a locale or a channel were written: an item has the same ones again and again.
  private struct RowEnds {
    private var known: ContiguousArray<(locale: UInt32, channel: UInt32, start: Int, end: Int)> = []
    private static let most = 12

    func place(of row: ValueRow) -> (start: Int, end: Int)? {
      for end in known where end.locale == row.locale && end.channel == row.channel { return (end.start, end.end) }
      return nil
    }

    mutating func add(_ row: ValueRow, _ start: Int, _ end: Int) {
      if known.count < Self.most { known.append((row.locale, row.channel, start, end)) }
    }
  }

  private func linkedForm(_ linked: JSONRange) -> [UInt8] {
    index.linkedForms.withLock { forms in
      forms.content(of: linked, in: index.storage) { index.slice(linked).canonicalBytes(leavingOut: .links) }
    }
  }

  /// Writes what is linked to several codes, each as ``linkedForm(_:)`` has it. `false`: it is no such map, and nothing was
  /// written.
  private func appendLinkedForms(_ linked: JSONRange, to form: inout JSONCanonicalizer) -> Bool {
    let storage = index.storage
    let start = form.count
    var isMap = storage.bytes[Int(linked.start)] == UInt8(ascii: "{")
    guard isMap else { return false }
    form.object { form in
      var walker = JSONWalker(linked, in: storage, opening: UInt8(ascii: "{"))
      while isMap, let (name, value) = walker.nextMember() {
        let bytes = storage.bytes
        // A member that is a link itself is left out elsewhere.
        isMap = bytes[Int(value.start)] == UInt8(ascii: "{") && bytes.span.isPlainCode(name)
        if isMap {
          let member = form.beginMember(name, of: bytes.span)
          form.canonical(linkedForm(value))
          form.end(member)
        }
      }
    }
    if !isMap { form.shorten(to: start) }
    return isMap
  }

  /// The lists of values by attribute, in the order of their names and then as they came; `nil` where some are none.
  private func listsInOrder() -> ContiguousArray<Ranked>? {
    let rows = index.rows
    let ranks = index.ranks
    let first = entry.rows.lowerBound
    var lists: ContiguousArray<Ranked> = []
    lists.reserveCapacity(32)
    for place in entry.rows {
      let row = rows[place]
      guard !row.traits.contains(.isPartOfKey) else { return nil }
      if row.traits.contains(.startsList) || lists.isEmpty {
        guard index.names.isShared(row.attribute) else { return nil }
        lists.append(Ranked(ranks[Int(row.attribute)], start: place - first))
      }
    }
    lists.sort()
    return lists
  }

  /// What has a name, by the name's place in the order of all, and then as it came.
  private struct Ranked: Comparable {
    private let bits: UInt64

    init(_ rank: UInt16, start: Int) { bits = UInt64(rank) << 48 | UInt64(truncatingIfNeeded: start) }

    var rank: UInt64 { bits >> 48 }
    var start: Int { Int(truncatingIfNeeded: bits & (1 << 48 - 1)) }

    static func < (a: Ranked, b: Ranked) -> Bool { a.bits < b.bits }
  }
}
