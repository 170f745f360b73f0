import Foundation

/// A catalog whose products are made when they are asked for, so that it takes no memory.
struct GeneratedCatalog: Sendable {
  let count: Int
  let sameSecond: Bool

  /// 1 January 2026.
  private static let imported = 1_767_225_600
  private static let families = 60

  /// When a product was created, in seconds since 1970: now and then, and a third of them in one busy week.
  func created(_ place: Int) -> Int {
    if sameSecond { return Self.imported }
    let random = mixed(place)
    let span = random % 3 == 0 ? 604_800 : 150_000_000
    return Self.imported - Int((random >> 8) % UInt64(span))
  }

  func updated(_ place: Int) -> Int { sameSecond ? Self.imported : max(created(place), Self.imported - 10_000_000) }

  /// The family: a few are large, most are small.
  func family(_ place: Int) -> String {
    let random = mixed(place &+ 7_919)
    let families = UInt64(Self.families)
    return "family_\(min(random % families, (random >> 16) % families))"
  }

  /// A key that tells the product's place in the order of the keys.
  func uuid(_ place: Int) -> String {
    let order = UInt64(place) * (UInt64(UInt32.max) / UInt64(max(1, count)))
    return "\(hex(order, 8))-\(hex(mixed(place) & 0xFFFF, 4))-4000-8000-\(hex(UInt64(place), 12))"
  }

  static func place(of uuid: UUID) -> Int? { place(of: uuid.uuidString) }

  static func place(of uuid: String) -> Int? { Int(uuid.suffix(12), radix: 16) }

  /// A product as lists have it, about 2 KB.
  func json(_ place: Int) -> String {
    var values = (1...10).map { number in
      #""text_\#(number)":[{"locale":"en_US","scope":null,"data":"Text \#(number) of product \#(place), as long as a "#
        + #"short description in a shop may be"}]"#
    }
    values.append(#""weight":[{"locale":null,"scope":null,"data":{"amount":"12.5000","unit":"KILOGRAM"}}]"#)
    return #"{"uuid":"\#(uuid(place))","enabled":true,"family":"\#(family(place))","categories":["master"],"#
      + #""groups":[],"parent":null,"values":{\#(values.joined(separator: ","))},"#
      + #""created":"\#(Self.text(created(place)))+00:00","updated":"\#(Self.text(updated(place)))+00:00","#
      + #""associations":{},"quantified_associations":{}}"#
  }

  private func mixed(_ place: Int) -> UInt64 {
    var value = UInt64(truncatingIfNeeded: place) &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  private func hex(_ number: UInt64, _ digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// A moment as the API writes it, `2026-01-01T00:00:00`, without its zone.
  static func text(_ seconds: Int) -> String {
    String(Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601).prefix(19))
  }

  /// The moment of a filter, `2026-01-01 00:00:00`, in UTC.
  static func seconds(_ text: String) -> Int? {
    let iso = text.replacingOccurrences(of: " ", with: "T") + "Z"
    return (try? Date(iso, strategy: .iso8601)).map { Int($0.timeIntervalSince1970) }
  }
}
