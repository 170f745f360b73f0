import Synchronization

/// A file to send to the PIM: its name and its bytes, at once or as they come.
public struct MediaUpload: Sendable {
  /// The name under which the PIM keeps the file; its ending must be one that the attribute allows.
  public var name: String
  /// The file's type, such as `image/png`.
  public var contentType: String
  let body: HTTPBody
  private let once: Atomically?

  /// A file whose bytes are in memory.
  public init(_ bytes: [UInt8], name: String, contentType: String = "application/octet-stream") {
    self.name = name
    self.contentType = contentType
    body = HTTPBody(bytes)
    once = nil
  }

  /// A file that streams: memory holds a chunk of it.
  ///
  /// - Parameters:
  ///   - body: The bytes. With a `length`, fewer or more bytes than that are an error.
  ///   - name: The file's name.
  ///   - contentType: The file's type.
  ///   - isReadableAgain: Whether the body can be read from its beginning again, as it must be when the server asks to
  ///     wait, or when a token runs out. An upload of what cannot is not sent twice.
  public init(
    _ body: HTTPBody, name: String, contentType: String = "application/octet-stream", isReadableAgain: Bool
  ) {
    self.name = name
    self.contentType = contentType
    self.body = body
    once = isReadableAgain || body.bytesInMemory != nil ? nil : Atomically()
  }

  /// Notes that the body is about to be read. False where it was read already and can be read but once.
  func begin() -> Bool { once?.first() ?? true }

  /// Says yes once.
  private final class Atomically: Sendable {
    private let isFirst = Atomic(true)
    func first() -> Bool { isFirst.exchange(false, ordering: .acquiringAndReleasing) }
  }
}
