/// The rest of an exchange as chunks. It can be read once.
struct ExchangeBody: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let handle: ExchangeHandle
  let timeout: Duration

  func makeAsyncIterator() -> Iterator { Iterator(body: self) }

  struct Iterator: AsyncIteratorProtocol {
    let body: ExchangeBody

    mutating func next() async throws -> [UInt8]? {
      let chunk = try await body.handle.exchange.next(within: body.timeout)
      return chunk.isEmpty ? nil : chunk
    }
  }
}

/// Held by whoever may still read the body. When the last one goes, what is still on its way is cancelled.
final class ExchangeHandle: Sendable {
  let exchange: Exchange
  private let owner: SessionOwner

  init(_ exchange: Exchange, _ owner: SessionOwner) {
    self.exchange = exchange
    self.owner = owner
  }

  deinit { exchange.abandon() }
}
