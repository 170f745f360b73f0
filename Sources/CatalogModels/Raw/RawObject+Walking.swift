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
    var fields: ContiguousArray<Ranked> = []
    fields.reserveCapacity(entry.members.count)
    for place in entry.members {
      let name = members[place].name
      fields.append(Ranked(name: name, prefix: index.names.prefix(of: name), start: place, end: place + 1))
    }
    fields.sort { $0.precedes($1, index) }
    for field in fields { body(index.text(field.name), members[field.start].value) }
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
    form.canonical("{")
    for (number, list) in lists.enumerated() {
      // Where an attribute stands twice, the last one counts.
      if number + 1 < lists.count, lists[number + 1].name == list.name { continue }
      form.separate()
      form.name(index.text(list.name))
      form.canonical("[")
      for place in list.start..<list.end {
        if place > list.start { form.canonical(",") }
        let row = rows[place]
        if row.traits.contains(.isRegular) {
          append(row, bytes.span, to: &form)
        } else {
          form.append(odd(RawJSON(index.slice(index.entry(row)))).slice)
        }
      }
      form.canonical("]")
    }
    form.canonical("}")
    return true
  }

  /// Writes a value with its members in order.
  private func append(_ row: ValueRow, _ bytes: borrowing Span<UInt8>, to form: inout JSONCanonicalizer) {
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
      } else {
        form.append(at: Int(row.linked.start), of: bytes, leavingOut: .links)
      }
    }
    // Most values have neither locale nor channel.
    if !saysChannel, row.locale == JSONNames.none, row.channel == JSONNames.none {
      return form.canonical(",\"locale\":null,\"scope\":null}")
    }
    form.canonical(",\"locale\":")
    form.string(canonical: code(row.locale))
    if !saysChannel {
      form.canonical(",\"scope\":")
      form.string(canonical: code(row.channel))
    }
    form.canonical("}")
  }

  private func linkedForm(_ linked: JSONRange) -> [UInt8] {
    index.linkedForms.withLock { forms in
      forms.content(of: linked, in: index.storage) { index.slice(linked).canonicalBytes(leavingOut: .links) }
    }
  }

  /// The lists of values by attribute, in the order of their names and then as they came; `nil` where some are none.
  private func listsInOrder() -> ContiguousArray<Ranked>? {
    let rows = index.rows
    var lists: ContiguousArray<Ranked> = []
    lists.reserveCapacity(32)
    for place in entry.rows {
      let row = rows[place]
      guard !row.traits.contains(.isPartOfKey) else { return nil }
      if row.traits.contains(.startsList) || lists.isEmpty {
        guard index.names.isShared(row.attribute) else { return nil }
        lists.append(
          Ranked(name: row.attribute, prefix: index.names.prefix(of: row.attribute), start: place, end: place + 1))
      } else {
        lists[lists.count - 1].end = place + 1
      }
    }
    lists.sort { $0.precedes($1, index) }
    return lists
  }

  /// What has a name, with what its order needs.
  private struct Ranked {
    let name: UInt32
    /// The first bytes of the name, which mostly tell the order.
    let prefix: UInt64
    let start: Int
    var end: Int

    @inline(__always)
    func precedes(_ other: Ranked, _ index: ObjectIndex) -> Bool {
      if prefix != other.prefix, (prefix | other.prefix) & 0x8080_8080_8080_8080 == 0 { return prefix < other.prefix }
      return name == other.name ? start < other.start : index.names.precedes(name, other.name)
    }
  }
}
