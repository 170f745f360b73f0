internal import CatalogJSON

/// What is known of values by their places, without making any.
extension Values {
  /// The places of the values, in the order in which they came.
  package var places: Range<Int> { entry.rows }

  /// The value at a place.
  package func value(at place: Int) -> RawValue { RawValue(index, place) }

  /// Whether a value's attribute is that of the value before it.
  package func continues(at place: Int) -> Bool {
    place > entry.rows.lowerBound && index.rows[place].attribute == index.rows[place - 1].attribute
  }

  /// The code of a value's attribute.
  package func attribute(at place: Int) -> String { index.text(index.rows[place].attribute) }

  /// Whether a value has a locale.
  package func hasLocale(at place: Int) -> Bool { index.rows[place].locale != JSONNames.none }

  /// Whether a value has a channel.
  package func hasChannel(at place: Int) -> Bool { index.rows[place].channel != JSONNames.none }

  /// The data where it is a string, made without another look at what it holds.
  package func text(at place: Int) -> String? { index.text(of: index.rows[place]) }
}

extension ObjectIndex {
  func text(of row: ValueRow) -> String? {
    let data = row.data
    guard data.count > 1, storage.bytes[Int(data.start)] == UInt8(ascii: "\"") else { return nil }
    return storage.string(JSONRange(Int(data.start) + 1, Int(data.end) - 1), row.traits.text)
  }
}
