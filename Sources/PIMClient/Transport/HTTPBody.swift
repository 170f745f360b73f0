/// The bytes of a request or a response, in chunks as they come.
///
/// A body made from bytes can be read many times; one made from a sequence of chunks as often as that sequence.
/// Whoever wants all bytes at once says how many are too many.
public struct HTTPBody: AsyncSequence, Sendable {
  /// A piece of the body, never empty.
  public typealias Element = [UInt8]

  /// The number of bytes, where it is known beforehand.
  public let length: Int?

  private enum Content: Sendable {
    case bytes([UInt8])
    case chunks(@Sendable () -> AsyncIterator)
  }

  private let content: Content

  /// A body of no bytes.
  public static let empty = HTTPBody([])

  /// Creates a body from bytes.
  public init(_ bytes: [UInt8]) {
    content = .bytes(bytes)
    length = bytes.count
  }

  /// Creates a body from text, as UTF-8.
  public init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// Creates a body from chunks.
  ///
  /// - Parameters:
  ///   - chunks: The pieces, in order. Empty ones are passed over.
  ///   - length: The number of bytes in all, where it is known.
  public init<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, length: Int? = nil
  ) where Chunks.Element == [UInt8] {
    self.length = length
    content = .chunks {
      var iterator = chunks.makeAsyncIterator()
      return AsyncIterator { try await iterator.next(isolation: #isolation) }
    }
  }

  /// The bytes, where the body was made from bytes; `nil` for one that streams.
  public var bytesInMemory: [UInt8]? {
    if case .bytes(let bytes) = content { bytes } else { nil }
  }

  /// Starts to read the body.
  public func makeAsyncIterator() -> AsyncIterator {
    switch content {
    case .bytes(let bytes):
      var rest = bytes.isEmpty ? nil : bytes
      return AsyncIterator {
        defer { rest = nil }
        return rest
      }
    case .chunks(let make):
      return make()
    }
  }

  /// Collects the whole body.
  ///
  /// - Parameter limit: The largest number of bytes that is accepted.
  /// - Throws: `TransportError` with the code `bodyTooLarge` as soon as more bytes are announced or have arrived, and whatever the
  ///   body's source throws.
  public func bytes(upTo limit: Int) async throws -> [UInt8] {
    if let length, length > limit { throw TransportError.bodyTooLarge(limit: limit) }
    if case .bytes(let bytes) = content { return bytes }
    var all: [UInt8] = []
    if let length { all.reserveCapacity(length) }
    for try await chunk in self {
      guard all.count + chunk.count <= limit else { throw TransportError.bodyTooLarge(limit: limit) }
      all.append(contentsOf: chunk)
    }
    return all
  }

  /// Gives the body's chunks one after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let advance: () async throws -> [UInt8]?

    init(_ advance: @escaping () async throws -> [UInt8]?) {
      self.advance = advance
    }

    /// The next chunk, or `nil` after the last.
    public mutating func next() async throws -> [UInt8]? {
      while let chunk = try await advance() {
        if !chunk.isEmpty { return chunk }
      }
      return nil
    }
  }
}

extension HTTPBody: CustomStringConvertible, CustomReflectable {
  /// The length, without the bytes.
  public var description: String { "HTTPBody(\(length.map { "\($0) bytes" } ?? "of unknown length"))" }
  /// A mirror of the length.
  public var customMirror: Mirror { Mirror(self, children: ["length": length as Any]) }
}
