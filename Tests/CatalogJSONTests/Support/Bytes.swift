import CatalogJSON
import Testing

/// Reads a document that must be accepted.
func parsed(_ text: String, limits: JSONLimits = .default) throws -> JSONSlice {
  try JSONSlice(parsing: Array(text.utf8), limits: limits)
}

/// The error with which bytes are refused; `nil` where they are not.
func refusal(of bytes: [UInt8], limits: JSONLimits = .default) -> JSONError? {
  do {
    _ = try JSONSlice(parsing: bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}

extension JSONSlice {
  var canonicalText: String { String(decoding: canonicalBytes(), as: UTF8.self) }
}

/// Names and values of an object in one line, to compare with.
func listing(_ object: JSONSlice) -> [String] {
  object.members.map { "\($0.key)=\($0.value.text)" }
}

/// Arrays inside each other.
func nested(_ depth: Int, around core: String = "") -> String {
  String(repeating: "[", count: depth) + core + String(repeating: "]", count: depth)
}

/// Readable in a test's name, whatever the bytes are.
func printable(_ bytes: [UInt8]) -> String {
  bytes.prefix(60).map { byte in
    byte >= 0x20 && byte < 0x7F ? String(UnicodeScalar(byte)) : "<\(String(byte, radix: 16))>"
  }.joined()
}
