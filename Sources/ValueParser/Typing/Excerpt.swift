internal import CatalogJSON
internal import CatalogModels

extension RawJSON {
  /// What it is and the start of its text, for messages. However large the value is, the excerpt is not.
  var boundedExcerpt: String {
    let bytes = slice.utf8
    let limit = 80
    guard bytes.count > limit else { return "\(kind.rawValue) \(slice.text)" }
    var end = bytes.startIndex + limit
    // A character is not cut: its following bytes begin with the bits 10.
    while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return "\(kind.rawValue) \(String(decoding: bytes[..<end], as: UTF8.self))… (\(bytes.count) bytes)"
  }
}

extension String {
  /// The start of a text that the server chose, for messages.
  var boundedExcerpt: String { utf8.count > 100 ? "\(String(unicodeScalars.prefix(100)))…" : self }
}
