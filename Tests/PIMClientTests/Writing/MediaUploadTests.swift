import CatalogModels
import Foundation
import PIMClient
import Synchronization
import TestSupport
import Testing

struct MediaUploadTests {
  static let boundary = "catalog-sync-" + String(repeating: "0", count: 32)

  private static func client(_ answers: [ScriptedAnswer]) throws -> (CatalogClient, ScriptedTransport) {
    let transport = ScriptedTransport(answers)
    return (try ClientUnderTest.make(transport), transport)
  }

  private static func created(_ headers: HTTPHeaders) -> ScriptedAnswer { .status(201, headers, "") }

  @Test(
    "A file of a value is tied to it by the form's JSON",
    arguments: [
      (
        MediaOwner.product("cap", "photo", locale: "en_US", channel: "shop"), "media-files", "product",
        #"{"identifier":"cap","attribute":"photo","scope":"shop","locale":"en_US"}"#
      ),
      (
        .productModel("m", "photo"), "media-files", "product_model",
        #"{"code":"m","attribute":"photo","scope":null,"locale":null}"#
      ),
      (
        .category("c", "photo", locale: "en_US"), "category-media-files", "category",
        #"{"code":"c","attribute_code":"photo","channel":null,"locale":"en_US"}"#
      ),
    ])
  func formOfAValue(_ owner: MediaOwner, _ word: String, _ field: String, _ json: String) async throws {
    let (client, transport) = try Self.client([
      Self.created(["Location": "https://pim.example.com/api/rest/v1/\(word)/a/b.png"])
    ])
    let code = try await client.media.upload(
      MediaUpload(Array("PNG".utf8), name: "b.png", contentType: "image/png"), for: owner)
    #expect(code == "a/b.png")
    let request = try #require(transport.requests.first)
    #expect(request.line == "POST /api/rest/v1/\(word)")
    #expect(request.headers["Content-Type"] == "multipart/form-data; boundary=\(Self.boundary)")
    #expect(
      request.bodyText == """
        --\(Self.boundary)\r
        Content-Disposition: form-data; name="\(field)"\r
        \r
        \(json)\r
        --\(Self.boundary)\r
        Content-Disposition: form-data; name="file"; filename="b.png"\r
        Content-Type: image/png\r
        \r
        PNG\r
        --\(Self.boundary)--\r

        """)
  }

  @Test(
    "A file of assets, records or reference entities goes alone", arguments: [MediaOwner.assets, .referenceEntities])
  func formOfAFile(_ owner: MediaOwner) async throws {
    let (client, transport) = try Self.client([Self.created(["Asset-media-file-code": "a/b.png"])])
    _ = try await client.media.upload(MediaUpload([1, 2], name: "a.bin"), for: owner)
    let text = try #require(transport.requests.first?.bodyText)
    #expect(text.components(separatedBy: "Content-Disposition").count == 2)
    #expect(text.contains("Content-Type: application/octet-stream\r\n\r\n\u{1}\u{2}\r\n--"))
  }

  @Test(
    "N30: the code comes in one of three headers",
    arguments: [
      (.assets, ["Asset-media-file-code": "1/a b.jpg", "Location": "/x"], "1/a b.jpg"),
      (.referenceEntities, ["reference-entities-media-file-code": "1/a.jpg"], "1/a.jpg"),
      (.assets, ["Location": "https://pim.example.com/api/rest/v1/asset-media-files/1/a%20b.jpg"], "1/a b.jpg"),
      (.referenceEntities, ["Location": "/api/rest/v1/reference-entities-media-files/1/a.jpg"], "1/a.jpg"),
      (.product("p", "a"), ["Location": "http://inside/api/rest/v1/media-files/1%2F2%2Fa.jpg?x=1"], "1/2/a.jpg"),
      (.product("p", "a"), ["Location": "http://inside/pim/api/rest/v1/media-files/1/a.jpg/download"], "1/a.jpg"),
      (.category("c", "a"), ["Location": "/api/rest/v1/category-media-files/1/a.jpg/download"], "1/a.jpg"),
    ] as [(MediaOwner, HTTPHeaders, String)])
  func codeOfAnUpload(_ owner: MediaOwner, _ headers: HTTPHeaders, _ code: String) async throws {
    let (client, _) = try Self.client([Self.created(headers)])
    #expect(try await client.media.upload(MediaUpload([1], name: "a"), for: owner) == Code(code))
  }

  @Test(
    "N30: an answer without a code is an error that warns of a second file",
    arguments: [[:] as HTTPHeaders, ["Location": "/elsewhere/1"], ["Location": "/api/rest/v1/media-files/"]])
  func noCode(_ headers: HTTPHeaders) async throws {
    let (client, _) = try Self.client([Self.created(headers)])
    let error = try await failure { () async throws(CatalogError) in
      try await client.media.upload(MediaUpload([1], name: "a"), for: .product("p", "a"))
    }
    #expect(error.code == .unexpectedContent)
    #expect(error.advice?.contains("second file") == true)
  }

  @Test("N27: an upload whose answer is lost is not sent again; one that was not looked at is")
  func uploadIsNotRepeated() async throws {
    let (lost, first) = try Self.client([.status(503, [:], "")])
    let error = try await failure { () async throws(CatalogError) in
      try await lost.media.upload(MediaUpload([1], name: "a"), for: .assets)
    }
    #expect(error.code == .serverError)
    #expect(first.requests.count == 1)
    let (busy, second) = try Self.client([.status(429, [:], ""), Self.created(["Asset-media-file-code": "c"])])
    #expect(try await busy.media.upload(MediaUpload([1], name: "a"), for: .assets) == "c")
    #expect(second.requests.map(\.body.count).count == 2)
    #expect(second.requests[0].body == second.requests[1].body)
  }

  @Test("A stream that can be read once is not sent a second time, empty")
  func oneShotStream() async throws {
    let (client, transport) = try Self.client([.status(429, [:], ""), Self.created(["Asset-media-file-code": "c"])])
    let stream = AsyncStream<[UInt8]> { continuation in
      continuation.yield([1, 2, 3])
      continuation.finish()
    }
    let error = try await failure { () async throws(CatalogError) in
      try await client.media.upload(MediaUpload(HTTPBody(stream), name: "a", isReadableAgain: false), for: .assets)
    }
    #expect(error.code == .sourceFailed)
    #expect(transport.requests.count == 1)
  }

  @Test("A stream that gives another number of bytes than it announced is an error", arguments: [2, 4])
  func wrongLength(_ length: Int) async throws {
    let (client, _) = try Self.client([Self.created(["Asset-media-file-code": "c"])])
    let stream = AsyncStream<[UInt8]> { continuation in
      continuation.yield([1, 2, 3])
      continuation.finish()
    }
    let error = try await failure { () async throws(CatalogError) in
      try await client.media.upload(
        MediaUpload(HTTPBody(stream, length: length), name: "a", isReadableAgain: false), for: .assets)
    }
    #expect(error.code == .sourceFailed)
    #expect(error.message.contains("\(length)"))
  }

  /// Reads a request's body chunk by chunk and keeps the largest.
  private final class Measuring: HTTPTransport {
    let seen = Mutex((length: Int?.none, total: 0, largest: 0))

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
      seen.withLock { $0.length = request.body.length }
      for try await chunk in request.body {
        seen.withLock {
          $0.total += chunk.count
          $0.largest = max($0.largest, chunk.count)
        }
      }
      return HTTPResponse(status: 201, headers: ["Asset-media-file-code": "c"])
    }
  }

  @Test("A large file streams in chunks, with its length known beforehand")
  func largeFileStreams() async throws {
    let chunks = 3_200
    let transport = Measuring()
    let client = try ClientUnderTest.make(transport)
    let sent = Mutex(0)
    let stream = AsyncStream<[UInt8]>(unfolding: {
      let isMore = sent.withLock { count in
        count += 1
        return count <= chunks
      }
      return isMore ? [UInt8](repeating: 7, count: 65_536) : nil
    })
    _ = try await client.media.upload(
      MediaUpload(HTTPBody(stream, length: chunks * 65_536), name: "film.mp4", isReadableAgain: false), for: .assets)
    let seen = transport.seen.withLock { $0 }
    #expect(seen.total == seen.length)
    #expect(seen.total > 200_000_000)
    #expect(seen.largest == 65_536)
  }

  @Test(
    "File names are quoted, so that none can end its header or begin another",
    arguments: [
      ("a\"b.png", "a%22b.png"), ("a\r\nX: y.png", "aX: y.png"), ("ü 日.png", "ü 日.png"), ("a\u{0}b", "ab"),
    ])
  func quotedName(_ name: String, _ expected: String) async throws {
    let (client, transport) = try Self.client([Self.created(["Asset-media-file-code": "c"])])
    _ = try await client.media.upload(MediaUpload([1], name: name), for: .assets)
    let lines = transport.requests.first?.bodyText.components(separatedBy: "\r\n") ?? []
    #expect(lines.dropFirst().first == #"Content-Disposition: form-data; name="file"; filename="\#(expected)""#)
    #expect(lines.count == 7)
  }

  @Test("A file without a name, or with a type that is none, is refused before it is sent")
  func impossibleUpload() async throws {
    let (client, transport) = try Self.client([])
    for upload in [MediaUpload([1], name: ""), MediaUpload([1], name: "a", contentType: "a\r\nb")] {
      let error = try await failure { () async throws(CatalogError) in
        try await client.media.upload(upload, for: .assets)
      }
      #expect(error.code == .invalidArgument)
    }
    #expect(transport.requests.isEmpty)
  }
}
