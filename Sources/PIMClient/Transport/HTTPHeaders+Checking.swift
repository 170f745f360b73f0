import CatalogModels

extension HTTPHeaders {
  /// Refuses what would break the head of a request: HTTP libraries hand headers on as they are, and a line break in one
  /// begins another, beside the token.
  func check() throws(CatalogError) {
    for (name, value) in self {
      guard Self.isToken(name) else {
        throw Self.refused("a header's name is empty or holds characters that no name has")
      }
      guard Self.isValue(value) else {
        throw Self.refused("the header `\(name)` holds a line break or another control character")
      }
    }
  }

  /// Whether a text can be the name of a header or of a method.
  ///
  /// See https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
  package static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  /// Whether a text can be the value of a header: a tab, visible characters, spaces, and what lies beyond ASCII.
  package static func isValue(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
  }

  private static func refused(_ message: String) -> CatalogError {
    CatalogError(
      .invalidArgument, message,
      advice: "Check `Configuration.headers`, `userAgent` and what a raw request accepts and holds.")
  }
}
