import AsyncHTTPClient
import NIOCore
import PIMClient
import Synchronization

/// A request's body on its way out, one piece at a time, as the connection takes them.
struct Upload {
  let body: HTTPClientRequest.Body?
  private let state = UploadState()

  init(_ body: HTTPBody) {
    if let bytes = body.bytesInMemory {
      self.body = bytes.isEmpty ? nil : .bytes(ByteBuffer(bytes: bytes))
    } else {
      let pieces = Pieces(body: body, state: state)
      self.body = .stream(pieces, length: body.length.map { .known(Int64($0)) } ?? .unknown)
    }
  }

  /// How many bytes were taken so far. As long as this grows, an answer cannot have begun.
  var progress: @Sendable () -> Int {
    { [state] in state.sent.load(ordering: .relaxed) }
  }

  /// What the body's own source threw.
  var failure: (any Error)? { state.failure.withLock { $0 } }

  private struct Pieces: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: HTTPBody
    let state: UploadState

    func makeAsyncIterator() -> Iterator { Iterator(base: body.makeAsyncIterator(), state: state) }

    struct Iterator: AsyncIteratorProtocol {
      var base: HTTPBody.AsyncIterator
      let state: UploadState

      mutating func next() async throws -> ByteBuffer? {
        do {
          guard let piece = try await base.next() else { return nil }
          state.sent.add(piece.count, ordering: .relaxed)
          return ByteBuffer(bytes: piece)
        } catch {
          state.failure.withLock { $0 = error }
          throw error
        }
      }
    }
  }
}

private final class UploadState: Sendable {
  let sent = Atomic(0)
  let failure = Mutex<(any Error)?>(nil)
}
