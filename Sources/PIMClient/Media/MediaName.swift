import CatalogJSON
import CatalogModels

/// The name of a media file on disk: readable, and safe whatever the source is called.
enum MediaName {
  private static let longestStem = 60
  private static let longestEnding = 10

  /// A name of ASCII letters, digits, `-`, `_` and one dot, at most 100 bytes long, that never leaves its folder. Two
  /// sources never share one, not even where case makes no difference: the first 16 bytes of the SHA-256 of the
  /// source's key stand in it.
  static func of(_ source: MediaSource) -> String {
    let last: Substring =
      switch source {
      case .file(let code, _): code.rawValue.split(separator: "/").last ?? ""
      case .link(let link): link.description.split(separator: "/").last ?? ""
      }
    let digest = Hexadecimal.text(SHA256.digest(of: Array(source.key.utf8)).prefix(16))
    let dot = last.lastIndex(of: ".")
    let ending = dot.map { last[last.index(after: $0)...] } ?? ""
    let isEnding = !ending.isEmpty && ending.utf8.count <= longestEnding && ending.utf8.allSatisfy(isAlphanumeric)
    let stem = safe(isEnding ? last[..<(dot ?? last.endIndex)] : last)
    return (stem.isEmpty ? "" : "\(stem)-") + digest + (isEnding ? ".\(ending.lowercased())" : "")
  }

  /// The part of a name that cannot leave its folder: a state may come from a file that somebody else wrote.
  static func lastPart(_ name: String) -> Substring {
    let last = name.split(separator: "/").last ?? "unnamed"
    return last == ".." || last == "." ? "unnamed" : last
  }

  private static func safe(_ text: Substring) -> String {
    let bytes = text.utf8.prefix(longestStem).map { byte in
      isAlphanumeric(byte) || byte == UInt8(ascii: "-") ? byte : UInt8(ascii: "_")
    }
    // A leading hyphen would be an option to command lines.
    return String(decoding: bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }, as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
