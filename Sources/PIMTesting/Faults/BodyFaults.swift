internal import PIMClient

/// What faults do to the bytes of an answer.
enum BodyFaults {
  static func apply(_ fault: Fault.Kind, to answer: inout ServerAnswer) {
    switch fault {
    case .truncate(let count): answer.body = Array(answer.body.prefix(count))
    case .notUTF8:
      // Inside the first string of some length, where only the text is wrong and not the JSON around it.
      let middle = answer.body.firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 } ?? answer.body.count / 2
      answer.body.insert(contentsOf: [0xC3, 0x28], at: min(middle, answer.body.count))
    case .replaceBody(let bytes, let type):
      answer.body = bytes
      answer.headers.removeAll { $0.name.lowercased() == "content-type" }
      answer.headers.append(("Content-Type", type))
    default: break
    }
  }

  /// A body that breaks off: so many bytes in pieces, then an error, though more were announced.
  static func cut(_ bytes: [UInt8], after count: Int) -> HTTPBody {
    HTTPBody(CutChunks(bytes: Array(bytes.prefix(count))), length: bytes.count)
  }

  private struct CutChunks: AsyncSequence, Sendable {
    let bytes: [UInt8]

    struct AsyncIterator: AsyncIteratorProtocol {
      var bytes: [UInt8]

      mutating func next() async throws -> [UInt8]? {
        guard !bytes.isEmpty else {
          throw TransportError(.connectionLost, "the connection broke in the middle of the body")
        }
        defer { bytes = Array(bytes.dropFirst(1_024)) }
        return Array(bytes.prefix(1_024))
      }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(bytes: bytes) }
  }
}
