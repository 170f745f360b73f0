internal import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// One value of an attribute for one locale and one channel, as it came.
public struct RawValue: Sendable {
  let index: ObjectIndex
  private let place: Int

  init(_ index: ObjectIndex, _ place: Int) {
    self.index = index
    self.place = place
  }

  var row: ValueRow { index.rows[place] }

  /// The attribute.
  public var attribute: Code<Attribute> { Code(index.text(row.attribute)) }

  /// The locale, for an attribute that is localizable. A converted measurement can bear one on an attribute that is not
  /// (N10).
  public var locale: Code<CatalogLocale>? { code(row.locale) }

  /// The channel, for an attribute that is scopable: `scope` in products, `channel` in records and assets (N3).
  public var channel: Code<Channel>? { code(row.channel) }

  /// The data, of whatever shape the attribute's type gives it. Absent data is `null`.
  public var data: RawJSON {
    let range = row.data
    return range.count == 0 ? .null : RawJSON(index.slice(range))
  }

  /// What the server linked to the data when it was asked to: options with labels, assets with their files (N4).
  public var linkedData: RawJSON? {
    let linked = row.linked
    return linked.count == 0 ? nil : RawJSON(index.slice(linked))
  }

  /// The attribute's type, which some servers repeat here (N6), and enriched categories name `type`. The attribute's
  /// definition is the authority.
  public var attributeType: AttributeType? {
    (further("attribute_type") ?? further("type"))?.string.map(AttributeType.init(rawValue:))
  }

  /// The reference entity or asset family, which some servers repeat here (N6).
  public var referenceDataName: String? { further("reference_data_name")?.string }

  /// The attribute's UUID, which enriched categories name (N3).
  public var attributeUUID: UUID? {
    guard let key = further("attribute_code")?.string, let bar = key.firstIndex(of: "|") else { return nil }
    return UUID(uuidString: String(key[key.index(after: bar)...].prefix { $0 != "|" }))
  }

  /// The whole entry.
  public var json: RawJSON { RawJSON(index.slice(index.entry(row))) }

  /// The number of the attribute's code in its document: values side by side with the same number are of one attribute.
  package var attributeNumber: UInt32 { row.attribute }
  /// Whether there is a locale.
  package var hasLocale: Bool { row.locale != JSONNames.none }
  /// Whether there is a channel.
  package var hasChannel: Bool { row.channel != JSONNames.none }
  /// The data where it is a string, made without another look at what it holds.
  package var dataString: String? { index.text(of: row) }

  private func code<Entity>(_ number: UInt32) -> Code<Entity>? {
    number == JSONNames.none ? nil : Code(index.text(number))
  }

  /// A member of the entry beside data, locale and channel.
  private func further(_ name: String) -> RawJSON? { row.traits.contains(.hasMore) ? json[name] : nil }
}

extension RawValue: Hashable {
  /// Whether both are the same value of the same attribute.
  public static func == (a: RawValue, b: RawValue) -> Bool { a.attribute == b.attribute && a.json == b.json }

  /// Hashes the attribute and the data.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(attribute)
    hasher.combine(json)
  }
}

extension RawValue: Codable {
  /// Reads JSON text from a string, the form in which ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let json = try RawJSON(from: decoder)
    guard let value = try Values(json).first(where: { _ in true }) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a value stands in a list under its attribute"))
    }
    self = value
  }

  /// Writes the JSON text of the value under its attribute as a string, so that no encoder rounds a number or drops a
  /// field.
  public func encode(to encoder: any Encoder) throws {
    try RawJSON.object([(attribute.rawValue, RawJSON.array([json]))]).encode(to: encoder)
  }
}

extension RawValue: CustomStringConvertible {
  /// The text of a string, and the JSON text of all other data.
  public var description: String { data.description }
}
