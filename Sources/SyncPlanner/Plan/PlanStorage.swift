/// Where a plan's lines lie: pieces in memory or in files, one behind the other.
final class PlanStorage: Sendable {
  enum Piece: Sendable {
    case memory([UInt8])
    case file(any OpenFile, Range<Int>)
  }

  let pieces: [Piece]
  /// The first line of the file that the plan was read from; `nil` where the lines are this process's own, to which nobody
  /// else can write.
  let header: [UInt8]?

  init(_ pieces: [Piece], header: [UInt8]? = nil) {
    self.pieces = pieces
    self.header = header
  }

  /// Reads the lines one after the other, a block at a time.
  struct Lines {
    /// A line that is longer is none of ours.
    static let longest = 256 << 20
    private static let block = 256 << 10

    private let storage: PlanStorage
    private var piece = 0
    private var offset = 0
    private var buffer: ArraySlice<UInt8> = []

    init(_ storage: PlanStorage) { self.storage = storage }

    /// The next line without its end; `nil` behind the last.
    mutating func next() throws(SyncError) -> ArraySlice<UInt8>? {
      var searched = 0
      while true {
        if let end = buffer.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) {
          let line = buffer[..<end]
          buffer = buffer[(end + 1)...]
          return line
        }
        searched = buffer.count
        guard searched <= Self.longest else {
          throw SyncError(.invalidPlan, "The plan has a line of more than \(Self.longest) bytes.")
        }
        guard let more = try block() else {
          defer { buffer = [] }
          return buffer.isEmpty ? nil : buffer
        }
        buffer = buffer.isEmpty ? more[...] : (buffer + more)[...]
      }
    }

    private mutating func block() throws(SyncError) -> [UInt8]? {
      while piece < storage.pieces.count {
        switch storage.pieces[piece] {
        case .memory(let bytes):
          piece += 1
          if !bytes.isEmpty { return bytes }
        case .file(let file, let range):
          let start = range.lowerBound + offset
          let bytes =
            start < range.upperBound
            ? try file.read(at: start, count: min(Self.block, range.upperBound - start)) : []
          offset += bytes.count
          if !bytes.isEmpty { return bytes }
          piece += 1
          offset = 0
        }
      }
      return nil
    }
  }
}
