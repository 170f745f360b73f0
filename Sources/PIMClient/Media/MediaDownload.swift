import CatalogModels

/// A media file on its way.
public struct MediaDownload: Sendable {
  /// The status of the answer.
  let status: Int
  /// The headers of the answer.
  public let headers: HTTPHeaders
  /// The number of bytes, where the server says it.
  public let size: Int?
  /// The bytes. They can be read once; reading throws `CatalogError`, also when fewer bytes come than were announced.
  public let body: HTTPBody

  /// The file's type, such as `image/png`, where the server says it.
  public var contentType: String? { headers["Content-Type"] }
  /// What the server calls this state of the file.
  public var entityTag: String? { headers["ETag"] }

  init(_ response: HTTPResponse, _ slot: CallSlot, request: String) {
    let isCoded = response.headers["Content-Encoding"].map { $0.lowercased() != "identity" } ?? false
    let announced = isCoded ? nil : response.headers["Content-Length"].flatMap { Int($0) }
    let size = response.body.length ?? announced
    status = response.status
    headers = response.headers
    self.size = size
    body = HTTPBody(
      MediaChunks(body: response.body, slot: slot, size: size, request: request), length: size)
  }
}

/// A body that gives its slot back at its end and checks its length.
private struct MediaChunks: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let body: HTTPBody
  let slot: CallSlot
  let size: Int?
  let request: String

  func makeAsyncIterator() -> Iterator {
    Iterator(chunks: body.makeAsyncIterator(), slot: slot, size: size, request: request)
  }

  struct Iterator: AsyncIteratorProtocol {
    var chunks: HTTPBody.AsyncIterator
    let slot: CallSlot
    let size: Int?
    let request: String
    var count = 0

    mutating func next() async throws -> [UInt8]? {
      do {
        if let chunk = try await chunks.next() {
          count += chunk.count
          if let size, count > size { throw wrongLength("more than") }
          return chunk
        }
        slot.release()
        if let size, count < size { throw wrongLength("\(count) of") }
        return nil
      } catch {
        slot.release()
        throw described(error)
      }
    }

    private func wrongLength(_ what: String) -> CatalogError {
      CatalogError(
        .connectionLost, "the file has \(what) the \(size ?? 0) bytes that were announced",
        advice: "Download it again.",
        request: request)
    }

    private func described(_ error: any Error) -> CatalogError {
      if let error = error as? CatalogError { return error }
      if error is CancellationError {
        return CatalogError(.cancelled, "the task was cancelled", request: request, underlying: error)
      }
      let transport = error as? TransportError
      let code: CatalogError.Code =
        switch transport?.code {
        case .timedOut?: .timedOut
        case .bodyTooLarge?: .payloadTooLarge
        default: .connectionLost
        }
      return CatalogError(
        code, transport?.message ?? "the download broke off: \(type(of: error))", advice: "Download it again.",
        request: request, underlying: error)
    }
  }
}
