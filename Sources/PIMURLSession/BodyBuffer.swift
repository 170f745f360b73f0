import Foundation

/// Bytes that have come and were not read yet: a bounded number in memory, the rest in a temporary file.
///
/// `URLSessionTask.suspend()` would leave them in the network, but on Linux a task that is resumed sends its request
/// again from the beginning and delivers the body twice; and a delegate that blocks makes the session keep all that
/// comes in memory. The file has no name from the start, so that nothing of it stays behind.
struct BodyBuffer {
  /// How many bytes wait in memory at most, not counting the piece that passes the bound.
  static let memoryLimit = 8 << 20
  private static let pieceSize = 256 * 1024

  private var chunks: [[UInt8]] = []
  private var taken = 0
  private var inMemory = 0
  private var file: FileHandle?
  private var written: UInt64 = 0
  private var readUpTo: UInt64 = 0

  /// The largest number of bytes that ever waited in memory.
  private(set) var peak = 0

  /// Adds bytes at the end.
  mutating func append(_ bytes: [UInt8]) throws {
    if inMemory < Self.memoryLimit, written == readUpTo {
      chunks.append(bytes)
      inMemory += bytes.count
      peak = max(peak, inMemory)
    } else {
      let file = try self.file ?? Self.namelessFile()
      self.file = file
      try file.seek(toOffset: written)
      try file.write(contentsOf: bytes)
      written += UInt64(bytes.count)
    }
  }

  /// Takes bytes from the beginning, `nil` when none wait.
  mutating func next() throws -> [UInt8]? {
    if taken < chunks.count {
      let chunk = chunks[taken]
      chunks[taken] = []
      taken += 1
      inMemory -= chunk.count
      if taken == chunks.count {
        chunks.removeAll(keepingCapacity: true)
        taken = 0
      }
      return chunk
    }
    guard let file, readUpTo < written else { return nil }
    try file.seek(toOffset: readUpTo)
    guard let piece = try file.read(upToCount: Self.pieceSize), !piece.isEmpty else {
      throw CocoaError(.fileReadCorruptFile)
    }
    readUpTo += UInt64(piece.count)
    if readUpTo == written {
      try file.truncate(atOffset: 0)
      readUpTo = 0
      written = 0
    }
    return Array(piece)
  }

  private static func namelessFile() throws -> FileHandle {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).body")
    guard FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    defer { try? FileManager.default.removeItem(at: url) }
    return try FileHandle(forUpdating: url)
  }
}
