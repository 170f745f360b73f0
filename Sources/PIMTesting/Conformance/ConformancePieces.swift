internal import PIMClient

/// A body in pieces: some bytes of the pattern, and then its end, an error, or a wait and as many bytes again.
struct ConformancePieces: AsyncSequence, Sendable {
  enum Then: Sendable { case end, fail, gate(FaultGate) }

  let half: Int
  let then: Then

  struct AsyncIterator: AsyncIteratorProtocol {
    var waiting: [UInt8]
    let half: Int
    var then: Then

    mutating func next() async throws -> [UInt8]? {
      if waiting.isEmpty {
        switch then {
        case .end: return nil
        case .fail: throw TransportError(.connectionLost, "the server breaks the connection, as it was asked to")
        case .gate(let gate):
          try await gate.pass()
          waiting = Array(TransportConformance.Server.pattern(2 * half).dropFirst(half))
          then = .end
        }
      }
      defer { waiting = Array(waiting.dropFirst(16_384)) }
      return Array(waiting.prefix(16_384))
    }
  }

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(waiting: TransportConformance.Server.pattern(half), half: half, then: then)
  }
}
