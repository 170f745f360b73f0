import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct MediaTests {
  @Test(
    "N32: media of each kind come from their own path, the slashes of their codes kept",
    arguments: [
      (MediaFiles.Kind.product, "/api/rest/v1/media-files/7/5/a%20b%231.jpg/download"),
      (.asset, "/api/rest/v1/asset-media-files/7/5/a%20b%231.jpg"),
      (.referenceEntity, "/api/rest/v1/reference-entities-media-files/7/5/a%20b%231.jpg"),
      (.category, "/api/rest/v1/category-media-files/7/5/a%20b%231.jpg/download"),
    ])
  func mediaPath(_ kind: MediaFiles.Kind, _ path: String) async throws {
    let transport = ScriptedTransport([.status(200, ["Content-Type": "image/jpeg", "ETag": "\"x\""], "bytes")])
    let download = try await ClientUnderTest.make(transport).media.download("7/5/a b#1.jpg", of: kind)
    #expect(try await download.body.bytes(upTo: 100) == Array("bytes".utf8))
    #expect(download.size == 5)
    #expect(download.contentType == "image/jpeg")
    #expect(download.entityTag == "\"x\"")
    #expect(transport.requests.map(\.path) == [path])
    #expect(transport.requests.first?.headers["Accept"] == "*/*")
  }

  @Test("A file that is shorter or longer than announced is an error", arguments: ["3", "9"])
  func wrongLength(_ announced: String) async throws {
    let transport = ScriptedTransport { _, _ in
      let body = HTTPBody(
        AsyncStream<[UInt8]> {
          $0.yield(Array("12345".utf8)); $0.finish()
        })
      return HTTPResponse(status: 200, headers: ["Content-Length": announced], body: body)
    }
    let download = try await ClientUnderTest.make(transport).media.download("x", of: .asset)
    await #expect(throws: CatalogError.self) {
      for try await _ in download.body {}
    }
  }

  @Test("A download that breaks off is a catalog error that names the request")
  func brokenDownload() async throws {
    let transport = ScriptedTransport { _, _ in
      let chunks = AsyncThrowingStream<[UInt8], any Error> { stream in
        stream.yield([1, 2, 3])
        stream.finish(throwing: TransportError(.connectionLost, "test"))
      }
      return HTTPResponse(status: 200, body: HTTPBody(chunks))
    }
    let download = try await ClientUnderTest.make(transport).media.download("x", of: .asset)
    let error = await #expect(throws: CatalogError.self) { for try await _ in download.body {} }
    #expect(error?.code == .connectionLost)
    #expect(error?.request == "GET /api/rest/v1/asset-media-files/x")
  }

  @Test("A missing file is an error before any byte")
  func missingFile() async throws {
    let transport = ScriptedTransport([.status(404, [:], #"{"code":404,"message":"Media file does not exist."}"#)])
    let client = try ClientUnderTest.make(transport)
    let error = try await failure { () async throws(CatalogError) in try await client.media.download("x", of: .product)
    }
    #expect(error.code == .notFound)
  }

  @Test("N26: a download holds its slot until it was read to the end or dropped", arguments: [true, false])
  func downloadHoldsSlot(_ isRead: Bool) async throws {
    let transport = ScriptedTransport { request, _ in
      HTTPResponse(status: 200, body: HTTPBody(request.path.contains("media") ? "bytes" : #"{"code":"a"}"#))
    }
    let client = try ClientUnderTest.make(transport) { $0.callsAtOnce = 1 }
    var download: MediaDownload? = try await client.media.download("x", of: .asset)
    let other = Task { try await client.families.get("a") }
    try await until { client.connection.caller.governor.waitingCount >= 1 }
    #expect(transport.requests.count == 1)
    if isRead {
      for try await _ in try #require(download).body {}
    } else {
      download = nil
    }
    try await until { transport.requests.count == 2 }
    #expect(try await other.value.code == "a")
    withExtendedLifetime(download) {}
  }
}
