internal import CatalogJSON

extension ObjectIndexer {
  /// Reads `{"attribute": [{"locale": …, "scope": …, "data": …}]}`. Whatever has another shape is passed: it stays in
  /// the raw field. `[]` is an empty map (N1).
  mutating func values(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONRange {
    let isObject = try scanner.peek(bytes) == UInt8(ascii: "{")
    let start = scanner.offset
    guard isObject else { return try scanner.value(bytes) }
    if try scanner.beginObject(bytes) {
      repeat {
        scanner.traits = .none
        let attribute = try scanner.key(bytes)
        try entries(of: attribute, hasEscape: scanner.traits.hasEscape, bytes)
      } while try scanner.nextMember(bytes)
    }
    return JSONRange(start, scanner.offset)
  }

  /// The list of an attribute's values, or the one object of an enriched category (N3).
  private mutating func entries(
    of attribute: JSONRange, hasEscape: Bool, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) {
    switch try scanner.peek(bytes) {
    case UInt8(ascii: "["):
      guard try scanner.beginArray(bytes) else { return }
      let number = names.number(of: attribute, hasEscape: hasEscape, bytes)
      var traits: ValueRow.Traits = .startsList
      repeat {
        if try scanner.peek(bytes) == UInt8(ascii: "{") {
          var entry = try entry(of: number, isFirst: traits.contains(.startsList), bytes)
          entry.traits.formUnion(traits)
          append(entry.row(of: number))
        } else {
          try bareData(of: number, traits, bytes)
        }
        traits = []
      } while try scanner.nextElement(bytes)
    case UInt8(ascii: "{"):
      let key = CategoryValueKey(attribute, bytes)
      let number = names.number(of: key.code, hasEscape: hasEscape, bytes)
      var entry = try entry(of: number, isFirst: true, bytes)
      entry.traits.insert(.startsList)
      if key.isLonger { entry.traits.insert(.isPartOfKey) }
      if entry.locale == JSONNames.none, entry.channel == JSONNames.none {
        entry.locale = names.repeatedNumber(of: key.locale, hasEscape: hasEscape, bytes)
        entry.channel = names.repeatedNumber(of: key.channel, hasEscape: hasEscape, bytes)
      }
      append(entry.row(of: number))
    default:
      try bareData(of: names.number(of: attribute, hasEscape: hasEscape, bytes), .startsList, bytes)
    }
  }

  /// A value that stands without its locale and channel.
  private mutating func bareData(
    of attribute: UInt32, _ traits: ValueRow.Traits, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) {
    scanner.traits = .none
    let range = try scanner.value(bytes)
    append(
      ValueRow(
        attribute: attribute, traits: traits.union(ValueRow.Traits(scanner.traits)), entry: Int(range.start),
        data: range))
  }

  /// An entry as it is read, member by member.
  struct ReadEntry {
    let start: Int
    var traits: ValueRow.Traits = []
    var locale = JSONNames.none
    var channel = JSONNames.none
    var data = JSONRange.nothing
    /// Where the last `linked_data` lies.
    var linked = JSONRange.nothing
    /// How often each part came.
    var counts = (data: 0, locale: 0, channel: 0)
    var isOdd = false

    mutating func finish(_ text: JSONTextTraits) {
      traits.formUnion(ValueRow.Traits(text))
      if !isOdd, counts == (1, 1, 1) { traits.insert(.isRegular) }
    }

    func row(of attribute: UInt32) -> ValueRow {
      var row = ValueRow(attribute: attribute, traits: traits, entry: start, data: data)
      row.locale = locale
      row.channel = channel
      row.linked = linked
      return row
    }
  }

  private mutating func entry(
    of attribute: UInt32, isFirst: Bool, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> ReadEntry {
    var entry = ReadEntry(start: scanner.offset)
    var text = JSONTextTraits.none
    var learning = FrameLearning(scanner.mark)
    var hasMembers: Bool
    let before = frames.last
    frames.came(0)
    if passHead(of: attribute, isFirst: isFirst, after: before, &entry, bytes) {
      scanner.traits = .none
      entry.data = try scanner.value(bytes)
      text = scanner.traits
      if try passTail(of: attribute, &entry, bytes) {
        entry.finish(text)
        return entry
      }
      learning.dataEnded(scanner.mark, entry)
      hasMembers = try scanner.nextMember(bytes)
    } else {
      hasMembers = try scanner.beginObject(bytes)
    }
    while hasMembers {
      scanner.traits = .none
      let name = try scanner.key(bytes)
      let part = Self.part(name, hasEscape: scanner.traits.hasEscape, bytes)
      if scanner.traits.hasEscape { learning.sawEscapedName() }
      if part == .data, let head = learning.head(entry, scanner) {
        frames.learn(head, of: attribute, isFirst: isFirst, after: before)
      }
      if part == .linked { learning.linkedBegins(scanner) }
      scanner.traits = .none
      let value =
        part == .linked ? try linkedValue(of: attribute, beside: entry.data, bytes) : try scanner.value(bytes)
      switch part {
      case .data:
        entry.data = value
        text = scanner.traits
        entry.counts.data += 1
        learning.dataEnded(scanner.mark, entry)
      case .value:
        // Labels of assets have been seen under `value` (N3).
        if entry.counts.data == 0 {
          entry.data = value
          text = scanner.traits
        }
        entry.isOdd = true
      case .locale:
        entry.locale = code(value, bytes, &entry.isOdd)
        entry.counts.locale += 1
      case .scope:
        entry.channel = code(value, bytes, &entry.isOdd)
        entry.counts.channel += 1
      case .channel:
        entry.channel = code(value, bytes, &entry.isOdd)
        entry.counts.channel += 1
        entry.traits.insert(.saysChannel)
      case .linked:
        if entry.linked.count > 0 { entry.isOdd = true }
        entry.linked = value
        learning.linkedEnded(scanner.mark)
      case .repeated: entry.traits.insert(.hasMore)
      case .other:
        entry.traits.insert(.hasMore)
        entry.isOdd = true
      }
      hasMembers = try scanner.nextMember(bytes)
    }
    if let tail = learning.tail(entry, scanner) { frames.learn(tail, of: attribute) }
    entry.finish(text)
    return entry
  }

  /// The number of a string's text; none for any other value.
  private mutating func code(
    _ value: JSONRange, _ bytes: borrowing Span<UInt8>, _ isOdd: inout Bool
  ) -> UInt32 {
    let first = bytes[Int(value.start)]
    guard first == UInt8(ascii: "\""), value.count > 2 else {
      if first != UInt8(ascii: "n") { isOdd = true }
      return JSONNames.none
    }
    let hasEscape = scanner.traits.hasEscape
    if hasEscape { isOdd = true }
    return names.repeatedNumber(
      of: JSONRange(Int(value.start) + 1, Int(value.end) - 1), hasEscape: hasEscape, bytes)
  }

  private enum Part { case data, value, locale, scope, channel, linked, repeated, other }

  /// What a member of a value is: `scope` in products, `channel` in records, assets and categories (N3).
  private static func part(_ name: JSONRange, hasEscape: Bool, _ bytes: borrowing Span<UInt8>) -> Part {
    // The names' letters, the first one lowest.
    switch bytes.shortName(name) {
    case 0x6174_6164: return .data
    case 0x656C_6163_6F6C: return .locale
    case 0x65_706F_6373: return .scope
    case 0x6C_656E_6E61_6863: return .channel
    case 0x65_756C_6176: return .value
    default: break
    }
    switch name.count {
    case 11 where bytes.holds("linked_data", at: Int(name.start)): return .linked
    case 14 where bytes.holds("attribute_type", at: Int(name.start)): return .repeated
    case 19 where bytes.holds("reference_data_name", at: Int(name.start)): return .repeated
    default: break
    }
    // An escape takes at most six bytes for one.
    guard hasEscape, name.count <= 19 * 6 else { return .other }
    switch decoded(name, bytes) {
    case "data": return .data
    case "value": return .value
    case "locale": return .locale
    case "scope": return .scope
    case "channel": return .channel
    case "linked_data": return .linked
    case "attribute_type", "reference_data_name": return .repeated
    default: return .other
    }
  }
}

/// The key of an enriched category's value: `code|uuid|channel|locale` (N3), of which code and UUID are always there.
///
/// A key without bars is a code as it stands.
private struct CategoryValueKey {
  let code: JSONRange
  var channel = JSONRange.nothing
  var locale = JSONRange.nothing
  let isLonger: Bool

  init(_ key: JSONRange, _ bytes: borrowing Span<UInt8>) {
    var bars: [Int] = []
    for index in key.indices where bytes[index] == UInt8(ascii: "|") {
      bars.append(index)
      if bars.count > 3 { break }
    }
    code = JSONRange(Int(key.start), bars.first ?? Int(key.end))
    isLonger = !bars.isEmpty
    // Of three parts, the last may be either; the value itself says which.
    if bars.count == 3 {
      channel = JSONRange(bars[1] + 1, bars[2])
      locale = JSONRange(bars[2] + 1, Int(key.end))
    }
  }
}
