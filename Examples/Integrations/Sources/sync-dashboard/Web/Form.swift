import Foundation

/// The fields of a query or of a form that was sent.
struct Form: Sendable {
  private let fields: [String: String]

  init(_ text: String) {
    var components = URLComponents()
    components.percentEncodedQuery = Self.isEncoded(text) ? text.replacing("+", with: "%20") : nil
    fields = Dictionary((components.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
  }

  /// A field's text; `nil` where it is missing or empty.
  subscript(name: String) -> String? {
    fields[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a text is what browsers send: Foundation ends the process where it is not.
  private static func isEncoded(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard rest.prefix(2).count == 2, rest.prefix(2).allSatisfy(\.isHexDigit) else { return false }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        continue
      default:
        guard "-._~!$&'()*+,;=:@/?".utf8.contains(byte) else { return false }
      }
    }
    return true
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
