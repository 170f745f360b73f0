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
        let attribute = try scanner.key(bytes)
        try entries(of: attribute, bytes)
      } while try scanner.nextMember(bytes)
    }
    return JSONRange(start, scanner.offset)
  }

  /// The list of an attribute's values, or the one object of an enriched category (N3).
  private mutating func entries(of attribute: JSONRange, _ bytes: borrowing Span<UInt8>) throws(JSONError) {
    switch try scanner.peek(bytes) {
    case UInt8(ascii: "["):
      guard try scanner.beginArray(bytes) else { return }
      repeat {
        if try scanner.peek(bytes) == UInt8(ascii: "{") {
          append(try entry(of: attribute, bytes))
        } else {
          try bareData(of: attribute, bytes)
        }
      } while try scanner.nextElement(bytes)
    case UInt8(ascii: "{"):
      let key = CategoryValueKey(attribute, bytes)
      var row = try entry(of: key.code, bytes)
      if row.locale.count == 0, row.channel.count == 0 {
        row.locale = key.locale
        row.channel = key.channel
      }
      append(row)
    default:
      try bareData(of: attribute, bytes)
    }
  }

  /// A value that stands without its locale and channel.
  private mutating func bareData(of attribute: JSONRange, _ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let range = try scanner.value(bytes)
    append(ObjectIndex.ValueRow(attribute: attribute, entry: range, data: range))
  }

  private mutating func entry(
    of attribute: JSONRange, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> ObjectIndex.ValueRow {
    let start = scanner.offset
    var row = ObjectIndex.ValueRow(attribute: attribute, entry: JSONRange(start, start))
    var isDataSeen = false
    if try scanner.beginObject(bytes) {
      repeat {
        let name = try scanner.key(bytes)
        let value = try scanner.value(bytes)
        switch Self.part(name, bytes) {
        case .data:
          row.data = value
          isDataSeen = true
        // Labels of assets have been seen under `value` (N3).
        case .value: if !isDataSeen { row.data = value }
        case .locale: row.locale = Self.inside(value, bytes)
        case .channel: row.channel = Self.inside(value, bytes)
        case .other: break
        }
      } while try scanner.nextMember(bytes)
    }
    row.entry = JSONRange(start, scanner.offset)
    return row
  }

  private enum Part { case data, value, locale, channel, other }

  /// What a member of a value is: `scope` in products, `channel` in records, assets and categories (N3).
  private static func part(_ name: JSONRange, _ bytes: borrowing Span<UInt8>) -> Part {
    switch name.count {
    case 4: return isNamed(name, "data", bytes) ? .data : .other
    case 5: return isNamed(name, "scope", bytes) ? .channel : isNamed(name, "value", bytes) ? .value : .other
    case 6: return isNamed(name, "locale", bytes) ? .locale : .other
    case 7: return isNamed(name, "channel", bytes) ? .channel : .other
    default:
      // No letter has an escape shorter than six bytes.
      guard name.count >= 9, name.count <= 42, hasEscape(name, bytes) else { return .other }
      switch decoded(name, bytes) {
      case "data": return .data
      case "value": return .value
      case "locale": return .locale
      case "scope", "channel": return .channel
      default: return .other
      }
    }
  }

  /// The inside of a string; nothing for any other value.
  private static func inside(_ value: JSONRange, _ bytes: borrowing Span<UInt8>) -> JSONRange {
    bytes[Int(value.start)] == UInt8(ascii: "\"")
      ? JSONRange(Int(value.start) + 1, Int(value.end) - 1) : .nothing
  }
}

/// The key of an enriched category's value: `code|uuid|channel|locale` (N3), of which code and UUID are always there.
///
/// A key without bars is a code as it stands.
private struct CategoryValueKey {
  let code: JSONRange
  var channel = JSONRange.nothing
  var locale = JSONRange.nothing

  init(_ key: JSONRange, _ bytes: borrowing Span<UInt8>) {
    var bars: [Int] = []
    for index in key.indices where bytes[index] == UInt8(ascii: "|") {
      bars.append(index)
      if bars.count > 3 { break }
    }
    code = JSONRange(Int(key.start), bars.first ?? Int(key.end))
    // Of three parts, the last may be either; the value itself says which.
    if bars.count == 3 {
      channel = JSONRange(bars[1] + 1, bars[2])
      locale = JSONRange(bars[2] + 1, Int(key.end))
    }
  }
}
