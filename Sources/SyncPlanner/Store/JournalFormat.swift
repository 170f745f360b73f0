internal import CatalogJSON

/// How a journal lies on the disk.
///
/// A header of 32 bytes: eight of magic, the version, four of nothing, a salt, and a check over these. Then frames, one
/// for each commit: four bytes of mark, the payload's length, a check over salt, place, length and payload, and the
/// payload. Because salt and place go into the check, nothing that was written for another file or place, or that
/// somebody put into a row, is ever taken for a frame. All numbers lie lowest byte first.
enum JournalFormat {
  static let version: UInt32 = 1
  static let headerLength = 32
  static let frameOverhead = 16
  /// A payload's length is kept in four bytes; half of what they hold is more than any commit should have.
  static let longestPayload = Int(Int32.max)

  private static let magic = Array("SYNCJRNL".utf8)
  private static let mark: [UInt8] = [0xF7, 0x53, 0x4A, 0x31]

  static func header(salt: UInt64) -> [UInt8] {
    var bytes = RowWriter(capacity: headerLength)
    bytes.raw(magic)
    bytes.word(UInt64(version))
    bytes.word(salt)
    bytes.word(check(bytes.bytes[...], salt: 0, place: 0))
    return bytes.bytes
  }

  /// Reads a header.
  ///
  /// - Throws: ``SyncError`` with `newerVersion`, or `corrupted` where this is no journal.
  static func salt(header: [UInt8], of path: String) throws(SyncError) -> UInt64 {
    let noJournal = SyncError(
      .corrupted, "\(path) does not begin as a journal does.",
      advice: "Choose another folder for the state, or restore this one from a copy.")
    guard header.count >= 16, header[..<8].elementsEqual(magic) else { throw noJournal }
    let found = word(header[8..<12])
    guard found <= UInt64(version) else {
      throw SyncError(
        .newerVersion, "\(path) has version \(found); this is version \(version).",
        advice: "Use a newer version of this package for this state. Nothing was changed.")
    }
    guard found > 0, header.count == headerLength,
      word(header[24..<32]) == check(header[..<24], salt: 0, place: 0)
    else { throw noJournal }
    return word(header[16..<24])
  }

  static func frame(_ payload: [UInt8], salt: UInt64, place: Int) -> [UInt8] {
    var bytes = RowWriter(capacity: frameOverhead + payload.count)
    bytes.raw(mark)
    bytes.short(UInt32(payload.count))
    bytes.word(check(payload[...], salt: salt, place: place))
    bytes.raw(payload)
    return bytes.bytes
  }

  /// The payload's length where a frame's first 16 bytes stand.
  static func payloadLength(_ head: ArraySlice<UInt8>) -> Int? {
    guard head.count >= frameOverhead, head.prefix(4).elementsEqual(mark) else { return nil }
    let length = Int(word(head[(head.startIndex + 4)..<(head.startIndex + 8)]))
    return length <= longestPayload ? length : nil
  }

  /// Whether a payload is the one that its frame's first 16 bytes speak of.
  static func holds(_ head: ArraySlice<UInt8>, _ payload: ArraySlice<UInt8>, salt: UInt64, place: Int) -> Bool {
    word(head[(head.startIndex + 8)..<(head.startIndex + 16)]) == check(payload, salt: salt, place: place)
  }

  /// Where the next mark stands at or behind an index.
  static func nextMark(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark) { return index }
      index += 1
    }
    return nil
  }

  private static func check(_ bytes: ArraySlice<UInt8>, salt: UInt64, place: Int) -> UInt64 {
    var hasher = FingerprintHasher()
    var start = RowWriter(capacity: 24)
    start.word(salt)
    start.word(UInt64(place))
    start.word(UInt64(bytes.count))
    hasher.combine(start.bytes)
    hasher.combine(bytes)
    return hasher.finalize().low
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
