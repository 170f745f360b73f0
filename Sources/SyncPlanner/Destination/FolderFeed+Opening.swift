internal import CatalogJSON

extension FolderFeed {
  static let suffix = ".jsonl"
  static let draftSuffix = ".new"

  /// Opens a feed's file, or begins one, and takes in its lines.
  static func open(_ feed: SyncFeed, in folder: String, files: any FileSystem) throws(SyncError) -> FolderFeed {
    let name = fileName(of: feed)
    let isNew = try !files.names(in: folder).contains(name)
    let path = folder + "/" + name
    var opened = FolderFeed(
      feed: feed, path: path, folder: folder, files: files, file: try files.open(path, .updating), needsFolder: isNew)
    try opened.load()
    return opened
  }

  /// Takes in the lines. What a run that was cut short left of its last lines is left out: it was never confirmed.
  private mutating func load() throws(SyncError) {
    let length = try file.length
    var lines = PlanStorage.Lines(PlanStorage([.file(file, 0..<length)]))
    var offset = 0
    var last: [UInt8]?
    /// The first line that is none, and whether it is one that a power cut leaves: zeros where nothing was written.
    var broken: (offset: Int, isHole: Bool)?
    while let bytes = try lines.next() {
      defer { offset += bytes.count + 1 }
      if let found = broken, !found.isHole { throw damage(at: found.offset) }
      guard offset + bytes.count < length, let line = FolderLine(bytes) else {
        broken = broken ?? (offset, bytes.contains(0))
        continue
      }
      let key = Array(line.key.utf8)
      if broken != nil || line.record == nil || last.map({ !$0.lexicographicallyPrecedes(key) }) ?? false {
        isUntidy = true
      }
      last = key
      if line.record == nil {
        index.remove(key)
      } else {
        index.set(Place(offset: offset, length: Int32(bytes.count), isDisabled: line.isDisabled), for: key)
      }
      end = offset + bytes.count + 1
    }
    if broken != nil { isUntidy = true }
    hasRest = end < length
  }

  private func damage(at offset: Int) -> SyncError {
    SyncError(
      .corrupted, "\(path) is damaged at byte \(offset), and whole lines follow.",
      advice: "Remove the folder, so that the next run writes all records anew. Nothing was changed.")
  }

  /// The name of a feed's file: the feed's own, with `%` and two hexadecimal digits for what is no letter, digit, `-`
  /// or `_`.
  static func fileName(of feed: SyncFeed) -> String {
    var name: [UInt8] = []
    for byte in feed.rawValue.utf8 {
      if isPlain(byte) { name.append(byte) } else { name += [UInt8(ascii: "%")] + Array(Hexadecimal.text([byte]).utf8) }
    }
    return String(decoding: name, as: UTF8.self) + suffix
  }

  /// The feed of a file; `nil` for files of others.
  static func feed(ofFile name: String) -> SyncFeed? {
    guard name.hasSuffix(suffix) else { return nil }
    var bytes: [UInt8] = []
    var rest = name.utf8.dropLast(suffix.utf8.count)
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    let feed = SyncFeed(rawValue: String(decoding: bytes, as: UTF8.self))
    return fileName(of: feed) == name ? feed : nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// A line of a feed's file.
struct FolderLine {
  let key: String
  let isDisabled: Bool
  /// The record's fields; `nil` where the record is gone.
  let record: JSONSlice?

  init(key: String, isDisabled: Bool, record: JSONSlice?) {
    self.key = key
    self.isDisabled = isDisabled
    self.record = record
  }

  init?(_ bytes: ArraySlice<UInt8>) {
    guard let json = try? JSONSlice(parsing: Array(bytes)), let key = json["key"]?.string else { return nil }
    let record = json["record"]
    guard record?.kind == .object || record == nil && json["deleted"]?.bool == true else { return nil }
    self.init(key: key, isDisabled: json["disabled"]?.bool ?? false, record: record)
  }

  /// The line with its end.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("key")
    writer.string(key)
    if let record {
      if isDisabled {
        writer.key("disabled")
        writer.bool(true)
      }
      writer.key("record")
      writer.raw(record.readable())
    } else {
      writer.key("deleted")
      writer.bool(true)
    }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
