import Foundation
import PIMClient

/// The bytes of a request, ready to be sent: a small number in memory, more in a temporary file.
///
/// On Linux a session takes a body as bytes or as a file only, so that a stream has to be written down before it is
/// sent; the memory that it takes stays small. The file goes with the last holder.
final class UploadBody: Sendable {
  /// How many bytes of a stream are kept in memory at most, not counting the piece that passes the bound.
  static let memoryLimit = 1 << 20

  /// The bytes, where there are few.
  let bytes: [UInt8]
  /// The file with the bytes, where there are many.
  let file: URL?

  /// Takes a body.
  ///
  /// - Throws: `TransportError` for a body of more than `limit` bytes or a temporary file that cannot be written, and
  ///   whatever the body's source throws.
  init(_ body: HTTPBody, limit: Int) async throws {
    if let bytes = body.bytesInMemory {
      self.bytes = bytes
      file = nil
      return
    }
    var start: [UInt8] = []
    var written: (url: URL, handle: FileHandle)?
    var count = 0
    do {
      for try await chunk in body {
        count += chunk.count
        guard count <= limit else {
          throw TransportError(.bodyTooLarge, "the body has more than the \(limit) bytes that are accepted")
        }
        if written == nil, count > Self.memoryLimit { written = try Self.begin(start) }
        if let written {
          try Self.saying { try written.handle.write(contentsOf: chunk) }
        } else {
          start += chunk
        }
      }
      if let written { try Self.saying { try written.handle.close() } }
    } catch {
      if let written {
        try? written.handle.close()
        try? FileManager.default.removeItem(at: written.url)
      }
      throw error
    }
    bytes = written == nil ? start : []
    file = written?.url
  }

  deinit {
    if let file { try? FileManager.default.removeItem(at: file) }
  }

  /// Makes a file that begins with some bytes, for this user only.
  private static func begin(_ bytes: [UInt8]) throws -> (URL, FileHandle) {
    try saying {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).upload")
      guard FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteUnknown) }
      do {
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: bytes)
        return (url, handle)
      } catch {
        try? FileManager.default.removeItem(at: url)
        throw error
      }
    }
  }

  private static func saying<R>(_ write: () throws -> R) throws -> R {
    do {
      return try write()
    } catch {
      throw TransportError(
        .other, "what is to be sent could not be put into a temporary file: \(error.localizedDescription)")
    }
  }
}
