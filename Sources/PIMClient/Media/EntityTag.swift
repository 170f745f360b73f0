/// What a server calls a state of a file. It comes from the server, or from a file that somebody else may have written,
/// and goes into a header.
enum EntityTag {
  private static let longest = 1_024

  /// Whether it can stand in a header.
  static func isSafe(_ tag: String) -> Bool {
    !tag.isEmpty && tag.utf8.count <= longest && HTTPHeaders.isValue(tag)
  }

  /// Whether it promises the same bytes, and can stand in a header.
  static func isStrong(_ tag: String) -> Bool {
    isSafe(tag) && tag.utf8.count >= 2 && tag.utf8.first == UInt8(ascii: "\"") && tag.utf8.last == UInt8(ascii: "\"")
  }
}
