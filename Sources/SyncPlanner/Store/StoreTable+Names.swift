internal import CatalogJSON

extension StoreTable {
  /// A text as part of a table's name, never the same for two texts.
  static func encoded(_ text: String, atMost limit: Int) -> String {
    var name: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): name.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): name += [UInt8(ascii: "-"), byte | 0x20]
      default: name += [UInt8(ascii: ".")] + Array(Hexadecimal.text([byte]).utf8)
      }
    }
    if name.count <= limit { return String(decoding: name, as: UTF8.self) }
    var hasher = FingerprintHasher()
    hasher.combine(text)
    // Two points never follow each other in a name that was spelled out.
    return ".." + hasher.finalize().hex
  }
}
