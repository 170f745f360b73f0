/// The value of `Content-Range`, such as `bytes 100-199/200` (RFC 9110).
struct ContentRange: Hashable {
  let start: Int
  /// The number of bytes of the whole, where the server says it.
  let total: Int?

  init?(_ text: String?) {
    guard let text, text.lowercased().hasPrefix("bytes ") else { return nil }
    let parts = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let range = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard range.count == 2, let start = Self.number(range[0]), let end = Self.number(range[1]), end >= start else {
      return nil
    }
    self.start = start
    if parts[1] == "*" {
      total = nil
    } else {
      guard let total = Self.number(parts[1]), total > end else { return nil }
      self.total = total
    }
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? Int(text) : nil
  }
}
