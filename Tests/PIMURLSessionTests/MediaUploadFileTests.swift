import CatalogModels
import Foundation
import PIMClient
import PIMURLSession
import TestSupport
import Testing

struct MediaUploadFileTests {
  /// A file that goes with the test.
  private final class TemporaryFile: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "catalog-sync-\(UUID().uuidString).png")
    init(_ bytes: Data) throws { try bytes.write(to: url) }
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private static func client(_ transport: ScriptedTransport) throws -> CatalogClient {
    var configuration = CatalogClient.Configuration()
    configuration.clock = ManualClock(.skips)
    let url = try #require(URL(string: "https://pim.example.com"))
    return try CatalogClient(url, .token("t"), over: transport, configuration: configuration)
  }

  @Test("A file is sent whole, under its own name, and again when it must be", arguments: [0, 1, 65_536, 200_001])
  func fileIsSent(_ size: Int) async throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = try TemporaryFile(Data(bytes))
    let transport = ScriptedTransport([
      .status(429, [:], ""), .status(201, ["Asset-media-file-code": "c"], ""),
    ])
    let upload = try MediaUpload(file: file.url, contentType: "image/png")
    #expect(upload.name == file.url.lastPathComponent)
    #expect(try await Self.client(transport).media.upload(upload, for: .assets) == "c")
    #expect(transport.requests.count == 2)
    for request in transport.requests {
      let text = Data(request.body)
      let head = try #require(text.firstRange(of: Data("\r\n\r\n".utf8)))
      let tail = try #require(text.lastRange(of: Data("\r\n--".utf8)))
      #expect(Array(text[head.upperBound..<tail.lowerBound]) == bytes)
    }
  }

  @Test("A file that is not there fails before anything is sent")
  func fileIsMissing() {
    let url = FileManager.default.temporaryDirectory.appending(path: "catalog-sync-\(UUID().uuidString)")
    #expect(throws: (any Error).self) { try MediaUpload(file: url) }
  }

  @Test("A file that changes its length before it is sent is an error", arguments: [1, 9])
  func fileChanges(_ size: Int) async throws {
    let file = try TemporaryFile(Data(count: 5))
    let transport = ScriptedTransport([.status(201, ["Asset-media-file-code": "c"], "")])
    let upload = try MediaUpload(file: file.url)
    try Data(count: size).write(to: file.url)
    let error = await #expect(throws: CatalogError.self) {
      try await Self.client(transport).media.upload(upload, for: .assets)
    }
    #expect(error?.code == .sourceFailed)
  }
}

extension Data {
  fileprivate func lastRange(of other: Data) -> Range<Index>? { range(of: other, options: .backwards) }
}
