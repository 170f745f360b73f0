import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Asks for a media file's bytes, at the PIM with the token or anywhere else without it.
enum MediaAnswer {
  private static let redirects: Set<Int> = [301, 302, 303, 307, 308]

  static func get(
    _ source: MediaSource, _ folder: MediaFolder, _ headers: HTTPHeaders
  ) async throws(CatalogError) -> MediaDownload {
    switch source {
    case .file(let code, let kind):
      var call = try folder.media.call(for: code, of: kind)
      call.headers = headers
      call.accepts = [304, 416]
      return try await folder.media.open(call)
    case .link(let link):
      return try await get(try link.url(allowsPlainHTTP: folder.options.allowsPlainHTTP), folder, headers)
    }
  }

  private static func get(
    _ first: URL, _ folder: MediaFolder, _ headers: HTTPHeaders
  ) async throws(CatalogError) -> MediaDownload {
    var url = first
    for _ in 0...max(0, folder.options.redirects) {
      var call = Call(path: url.path(percentEncoded: true), query: url.query(percentEncoded: true) ?? "")
      if call.path.isEmpty { call.path = "/" }
      call.accept = "*/*"
      call.headers = headers
      call.accepts = redirects.union([304, 416])
      let origin = Origin(of: url)
      call.shownPath = origin.text + call.path
      let answer = try await folder.media.open(call, at: origin)
      guard redirects.contains(answer.status) else { return answer }
      guard let location = answer.headers["Location"], let next = URL(string: location, relativeTo: url) else {
        throw CatalogError(
          .untrustedLink, "the server redirects to nowhere", request: call.line, status: answer.status)
      }
      url = try MediaAddress(value: next.absoluteString).url(allowsPlainHTTP: folder.options.allowsPlainHTTP)
    }
    throw CatalogError(
      .untrustedLink, "the media link is redirected more than \(folder.options.redirects) times",
      request: "GET \(MediaAddress(value: first.absoluteString))")
  }
}

extension MediaSource {
  /// The source without what may be secret.
  var shown: String {
    switch self {
    case .file: key
    case .link(let link): link.description
    }
  }
}
