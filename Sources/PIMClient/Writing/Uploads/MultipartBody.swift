import CatalogModels

/// A `multipart/form-data` body with one file, which streams through it.
struct MultipartBody: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  private let head: [UInt8]
  private let tail: [UInt8]
  private let upload: MediaUpload

  /// - Parameter boundary: What stands between the parts and in none of them: random, so that no file can hold it.
  init(_ upload: MediaUpload, tie: MediaOwner.Tie?, boundary: String) throws(CatalogError) {
    guard !upload.name.isEmpty else {
      throw CatalogError(.invalidArgument, "a file without a name cannot be uploaded", advice: "Give it a name.")
    }
    guard upload.contentType.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
      throw CatalogError(.invalidArgument, "the file's type has characters that no header can carry")
    }
    var head = ""
    if let tie {
      head += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(tie.field)\"\r\n\r\n\(tie.json.text)\r\n"
    }
    head +=
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(Self.quoted(upload.name))\"\r\n"
    head += "Content-Type: \(upload.contentType)\r\n\r\n"
    self.head = Array(head.utf8)
    tail = Array("\r\n--\(boundary)--\r\n".utf8)
    self.upload = upload
  }

  /// The number of bytes, where the file's is known.
  var length: Int? { upload.body.length.map { head.count + $0 + tail.count } }

  /// A boundary of 128 random bits.
  static func boundary(_ random: () -> Double) -> String {
    var text = "catalog-sync-"
    for _ in 0..<32 { text += String(Swift.min(Swift.max(Int(random() * 16), 0), 15), radix: 16) }
    return text
  }

  /// A name as forms quote it; control characters are left out.
  private static func quoted(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
      if scalar == "\"" { result += "%22" } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(
      head: head, tail: tail, length: upload.body.length, chunks: upload.begin() ? upload.body.makeAsyncIterator() : nil
    )
  }

  struct Iterator: AsyncIteratorProtocol {
    enum Part { case head, file, tail, end }

    let head: [UInt8]
    let tail: [UInt8]
    let length: Int?
    var chunks: HTTPBody.AsyncIterator?
    var part = Part.head
    var count = 0

    mutating func next() async throws -> [UInt8]? {
      switch part {
      case .head:
        guard chunks != nil else {
          throw CatalogError(
            .sourceFailed, "the upload would have to be sent again, and its bytes can be read only once",
            advice: "Upload it anew from a fresh stream, or give its bytes or a stream that can be read again.")
        }
        part = .file
        return head
      case .file:
        do {
          if let chunk = try await chunks?.next() {
            count += chunk.count
            if let length, count > length { throw wrongLength(length) }
            return chunk
          }
        } catch let error as CatalogError {
          throw error
        } catch let error as CancellationError {
          throw error
        } catch {
          throw CatalogError(
            .sourceFailed, "the file's bytes could not be read: \(type(of: error))",
            advice: "Check the file and upload it anew.", underlying: error)
        }
        if let length, count < length { throw wrongLength(length) }
        part = .tail
        return tail
      case .tail, .end:
        part = .end
        return nil
      }
    }

    private func wrongLength(_ length: Int) -> CatalogError {
      CatalogError(
        .sourceFailed, "the file gives \(count) bytes where \(length) were announced",
        advice: "Upload it again when nobody writes to it.")
    }
  }
}
