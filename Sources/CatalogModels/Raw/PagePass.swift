internal import CatalogJSON

/// The pass over a page's bytes.
struct PagePass {
  var indexer: ObjectIndexer
  /// `nil` until a list of items was found.
  private(set) var entries: [ObjectIndex.Entry]?
  private(set) var links: JSONRange?
  private(set) var count: JSONRange?
  private(set) var error: JSONRange?
  /// Where the items stand.
  private(set) var itemsPath = ""
  /// The first thing of another shape than a page has. What is no JSON at all comes before it.
  private(set) var misfit: String?
  /// The item that is being read.
  private var item: Int?

  init(limits: ObjectIndexer.Limits, byteCount: Int) {
    indexer = ObjectIndexer(limits: limits, byteCount: byteCount)
  }

  mutating func page(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    switch try indexer.scanner.peek(bytes) {
    case UInt8(ascii: "["): try items("", bytes)
    case UInt8(ascii: "{"):
      guard try indexer.scanner.beginObject(bytes) else { break }
      repeat {
        let name = try indexer.scanner.key(bytes)
        if ObjectIndexer.isNamed(name, "_embedded", bytes) {
          try embedded(bytes)
        } else if ObjectIndexer.isNamed(name, "_items", bytes) {
          try items("_items", bytes)
        } else if ObjectIndexer.isNamed(name, "items", bytes) {
          try items("items", bytes)
        } else {
          let value = try indexer.scanner.value(bytes)
          if ObjectIndexer.isNamed(name, "_links", bytes) { links = value }
          if ObjectIndexer.isNamed(name, "items_count", bytes) { count = value }
          if ObjectIndexer.isNamed(name, "error", bytes) || ObjectIndexer.isNamed(name, "message", bytes) {
            error = value
          }
        }
      } while try indexer.scanner.nextMember(bytes)
    default: try indexer.scanner.skipValue(bytes)
    }
    try indexer.scanner.finish(bytes)
  }

  /// What is being read, in words: the item and its field.
  func place(_ bytes: borrowing Span<UInt8>) -> String? {
    guard let item else { return nil }
    return "\(itemsPath)[\(item)]" + (indexer.field.map { ".\(ObjectIndexer.decoded($0, bytes))" } ?? "")
  }

  private mutating func embedded(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    guard try indexer.scanner.peek(bytes) == UInt8(ascii: "{") else { return try indexer.scanner.skipValue(bytes) }
    guard try indexer.scanner.beginObject(bytes) else { return }
    repeat {
      let name = try indexer.scanner.key(bytes)
      if ObjectIndexer.isNamed(name, "items", bytes) {
        try items("_embedded.items", bytes)
      } else if ObjectIndexer.isNamed(name, "_items", bytes) {
        try items("_embedded._items", bytes)
      } else {
        try indexer.scanner.skipValue(bytes)
      }
    } while try indexer.scanner.nextMember(bytes)
  }

  /// The items of an array, or of a map keyed 0, 1, 2 … (N1). Where a page has two lists, the last one counts.
  private mutating func items(_ path: String, _ bytes: borrowing Span<UInt8>) throws(JSONError) {
    itemsPath = path
    entries = []
    item = 0
    switch try indexer.scanner.peek(bytes) {
    case UInt8(ascii: "["):
      guard try indexer.scanner.beginArray(bytes) else { break }
      repeat { try readItem(bytes) } while try indexer.scanner.nextElement(bytes)
    case UInt8(ascii: "{"):
      guard try indexer.scanner.beginObject(bytes) else { break }
      repeat {
        _ = try indexer.scanner.key(bytes)
        try readItem(bytes)
      } while try indexer.scanner.nextMember(bytes)
    case let byte:
      try indexer.scanner.skipValue(bytes)
      misfit = misfit ?? "`\(path)` is \(Self.kind(byte)) and not a list"
    }
    item = nil
  }

  private mutating func readItem(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let place = item ?? 0
    let byte = try indexer.scanner.peek(bytes)
    if byte == UInt8(ascii: "{"), place < indexer.limits.items {
      entries?.append(try indexer.object(bytes))
    } else {
      try indexer.scanner.skipValue(bytes)
      misfit =
        misfit
        ?? (byte == UInt8(ascii: "{")
          ? "the page holds more than \(indexer.limits.items) items"
          : "`\(itemsPath)[\(place)]` is \(Self.kind(byte)) and not an object")
    }
    item = place + 1
  }

  /// What a checked value is, in words.
  private static func kind(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "a string"
    case UInt8(ascii: "["): "an array"
    case UInt8(ascii: "{"): "an object"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "a truth value"
    case UInt8(ascii: "n"): "null"
    default: "a number"
    }
  }
}
