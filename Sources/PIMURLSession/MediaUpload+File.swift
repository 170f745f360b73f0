public import Foundation
public import PIMClient

extension MediaUpload {
  /// A file on this machine. Its bytes are read as they are sent, a chunk at a time, and again where the upload has to
  /// be sent again.
  ///
  /// - Parameters:
  ///   - url: Where the file lies.
  ///   - name: The name under which the PIM keeps it; that of the file unless told.
  ///   - contentType: The file's type.
  /// - Throws: What Foundation says of a file that cannot be opened.
  public init(file url: URL, name: String? = nil, contentType: String = "application/octet-stream") throws {
    let handle = try FileHandle(forReadingFrom: url)
    defer { try? handle.close() }
    let size = try handle.seekToEnd()
    self.init(
      HTTPBody(FileChunks(url: url), length: Int(size)), name: name ?? url.lastPathComponent, contentType: contentType,
      isReadableAgain: true)
  }
}

/// The bytes of a file in chunks.
private struct FileChunks: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let url: URL

  func makeAsyncIterator() -> Iterator { Iterator(url: url) }

  struct Iterator: AsyncIteratorProtocol {
    let url: URL
    var handle: FileHandle?

    mutating func next() async throws -> [UInt8]? {
      try Task.checkCancellation()
      let open = try handle ?? FileHandle(forReadingFrom: url)
      handle = open
      guard let chunk = try open.read(upToCount: 64 * 1024), !chunk.isEmpty else {
        try open.close()
        return nil
      }
      return Array(chunk)
    }
  }
}
