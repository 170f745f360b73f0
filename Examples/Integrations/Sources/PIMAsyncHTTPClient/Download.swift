import AsyncHTTPClient
import NIOCore
import PIMClient

/// A response's body on its way in. The connection is read only as fast as somebody asks for more.
struct Download: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let body: HTTPClientResponse.Body
  let patience: Patience
  /// Keeps the client from being shut down under the body.
  let owner: ClientOwner

  func makeAsyncIterator() -> Iterator {
    Iterator(reader: Reader(body), patience: patience, owner: owner)
  }

  struct Iterator: AsyncIteratorProtocol {
    let reader: Reader
    let patience: Patience
    let owner: ClientOwner

    mutating func next() async throws -> [UInt8]? {
      do {
        let reader = reader
        let bytes = try await patience.wait("no more bytes came for \(patience.limit)") { try await reader.next() }
        // To a task that was cancelled, AsyncHTTPClient's bodies may seem to have ended.
        try Task.checkCancellation()
        return bytes.isEmpty ? nil : bytes
      } catch {
        if Task.isCancelled { throw CancellationError() }
        throw TransportError(asyncHTTPClient: error)
      }
    }
  }

  /// Lets a child task read on, so that the wait for it can be cut short.
  actor Reader {
    private var iterator: HTTPClientResponse.Body.AsyncIterator

    init(_ body: HTTPClientResponse.Body) { iterator = body.makeAsyncIterator() }

    /// The next bytes; none at the end.
    func next() async throws -> [UInt8] {
      var iterator = iterator
      defer { self.iterator = iterator }
      while let buffer = try await iterator.next(isolation: self) {
        if buffer.readableBytes > 0 { return Array(buffer.readableBytesView) }
      }
      return []
    }
  }
}
