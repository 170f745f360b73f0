import CatalogModels
import Foundation
import TestSupport
import Testing

@testable import PIMClient

struct MediaAddressTests {
  @Test(
    "N33: a media link is prefix, value and suffix",
    arguments: [
      ("https://example.com/", "a.png", nil, "https://example.com/a.png"),
      ("dam.example.com/my_assets/", "a", "?w=500", "https://dam.example.com/my_assets/a?w=500"),
      (nil, "https://example.com/a b.png", nil, "https://example.com/a%20b.png"),
      (nil, "//cdn.example.com/a.png", nil, "https://cdn.example.com/a.png"),
    ] as [(String?, String, String?, String)])
  func parts(_ prefix: String?, _ value: String, _ suffix: String?, _ url: String) throws {
    #expect(try MediaAddress(prefix: prefix, value: value, suffix: suffix).url().absoluteString == url)
  }

  @Test(
    "A media link that is no address, or not a safe one, is refused",
    arguments: [
      ("dQw4w9WgXcQ", CatalogError.Code.invalidArgument), ("", .invalidArgument), ("https://", .invalidArgument),
      ("http://example.com/a.png", .untrustedLink), ("file:///etc/passwd", .invalidArgument),
      ("file://host/etc/passwd", .untrustedLink), ("ftp://example.com/a", .untrustedLink),
      ("https://user:secret@example.com/a", .untrustedLink), ("../../a.png", .invalidArgument),
    ])
  func refused(_ value: String, _ code: CatalogError.Code) async throws {
    let error = try await failure { () async throws(CatalogError) in try MediaAddress(value: value).url() }
    #expect(error.code == code)
    #expect(!error.description.contains("secret"))
  }

  @Test("N33: link, size and updated_at come from an asset's value and its attribute")
  func fromValue() throws {
    let asset = try Asset(
      parsing: Array(
        #"""
        {"code":"a","values":{
          "url":[{"locale":null,"channel":null,"data":"a.png","linked_data":{"prefix":"https://x.example/","suffix":null}}],
          "file":[{"locale":null,"channel":null,"data":"0/0/a.png",
            "linked_data":{"size":41838,"mime_type":"image/png","updated_at":"2026-04-22T07:39:37+0000"}}],
          "text":[{"locale":null,"channel":null,"data":"a"}]}}
        """#.utf8))
    let link = try AssetFamilyAttribute(
      parsing: Array(#"{"code":"url","type":"media_link","prefix":"https://y.example/","suffix":".jpg"}"#.utf8))
    let file = try AssetFamilyAttribute(parsing: Array(#"{"code":"file","type":"media_file"}"#.utf8))
    let text = try AssetFamilyAttribute(parsing: Array(#"{"code":"text","type":"text"}"#.utf8))
    let url = try #require(asset.values["url"])
    #expect(MediaAddress(url)?.text == "https://x.example/a.png")
    #expect(MediaRequest(url, of: link) == MediaRequest(.link(MediaAddress(value: "https://y.example/a.png.jpg"))))
    #expect(
      MediaRequest(try #require(asset.values["file"]), of: file)
        == MediaRequest(.file("0/0/a.png", .asset), size: 41_838, updated: "2026-04-22T07:39:37+0000"))
    #expect(MediaRequest(try #require(asset.values["text"]), of: text) == nil)
  }

  @Test("N33: the server's full_url is what is downloaded, as it is what typed values show; a film is no file")
  func fullAddress() throws {
    func asset(_ linked: String) throws -> RawValue {
      let json = #"{"code":"a","values":{"url":[{"locale":null,"channel":null,"data":"a","linked_data":\#(linked)}]}}"#
      return try #require(try Asset(parsing: json.utf8).values["url"])
    }
    let link = try AssetFamilyAttribute(
      parsing: #"{"code":"url","type":"media_link","prefix":"https://y.example/","media_type":"image"}"#.utf8)
    let full = try asset(#"{"full_url":"https://cdn.example/a.png"}"#)
    #expect(MediaAddress(full)?.text == "https://cdn.example/a.png")
    #expect(MediaRequest(full, of: link)?.source == .link(MediaAddress(value: "https://cdn.example/a.png")))
    #expect(MediaAddress(try asset(#"{"full_url":""}"#), of: link)?.text == "https://y.example/a")
    let film = try asset(#"{"full_url":"https://video.example/watch?v=a","media_type":"youtube"}"#)
    #expect(MediaRequest(film, of: link) == nil)
  }

  @Test("Redirects of links are followed a few times, https only, and never with a token")
  func redirects() async throws {
    let temporary = try TemporaryFolder()
    let transport = ScriptedTransport([
      .status(302, ["Location": "/b.png"], ""), .status(307, ["Location": "https://other.example.com/c.png"], ""),
      .status(200, [:], "bytes"),
    ])
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(transport).media)
    _ = try await folder.save(MediaRequest(.link(MediaAddress(value: "https://cdn.example.com/a.png"))))
    #expect(
      transport.requests.map(\.url)
        == ["https://cdn.example.com/a.png", "https://cdn.example.com/b.png", "https://other.example.com/c.png"])
    #expect(transport.requests.allSatisfy { $0.headers["Authorization"] == nil })
  }

  @Test(
    "A redirect to plain http, to nowhere, or in a circle is refused", arguments: ["http://cdn.example.com/", "", "/a"])
  func badRedirect(_ location: String) async throws {
    let temporary = try TemporaryFolder()
    let transport = ScriptedTransport { _, _ in HTTPResponse(status: 301, headers: ["Location": location]) }
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(transport).media)
    let error = try await failure { () async throws(CatalogError) in
      try await folder.save(MediaRequest(.link(MediaAddress(value: "https://cdn.example.com/a?sig=secret"))))
    }
    #expect(error.code == .untrustedLink)
    #expect(!error.description.contains("secret"))
    #expect(transport.requests.count <= 6)
    #expect(temporary.names.isEmpty)
  }

  @Test("A redirect of a file in the PIM is not followed")
  func redirectOfFile() async throws {
    let temporary = try TemporaryFolder()
    let transport = ScriptedTransport([.status(302, ["Location": "https://evil.example.com/"], "")])
    let folder = try MediaFolder(temporary.url, from: ClientUnderTest.make(transport).media)
    let error = try await failure { () async throws(CatalogError) in
      try await folder.save(MediaRequest(.file("a", .product)))
    }
    #expect(error.code == .unexpectedStatus)
    #expect(transport.requests.count == 1)
  }
}
