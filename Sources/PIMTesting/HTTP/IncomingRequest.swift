internal import CatalogJSON
internal import PIMClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A request as the server reads it. Everything that an answer depends on is here.
struct IncomingRequest: Sendable {
  let method: String
  /// `https://host:port`, as the request addressed the server.
  let origin: String
  /// The path as it came, percent-encoded.
  let path: String
  let query: QueryItems
  /// The path with its query as they came.
  let address: String
  let headers: HTTPHeaders
  let body: [UInt8]

  init(_ request: HTTPRequest, body: [UInt8]) {
    method = request.method.rawValue
    let scheme = request.url.scheme ?? "https"
    let host = request.url.host(percentEncoded: true) ?? "localhost"
    let port = request.url.port.map { ":\($0)" } ?? ""
    origin = "\(scheme)://\(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host)\(port)"
    let path = request.url.path(percentEncoded: true)
    self.path = path.isEmpty ? "/" : path
    let query = request.url.query(percentEncoded: true)
    self.query = QueryItems(query)
    address = self.path + (query.map { "?\($0)" } ?? "")
    headers = request.headers
    self.body = body
  }

  /// Whether the method only reads.
  var isReading: Bool { method == "GET" || method == "HEAD" }

  /// The media type of the body, in lower case and without parameters.
  var contentType: String? {
    headers["Content-Type"]?.split(separator: ";").first.map {
      String($0).trimmedSpaces.lowercased()
    }
  }

  /// The body as JSON.
  func json() throws(Refusal) -> JSONSlice {
    do {
      return try JSONSlice(parsing: body)
    } catch {
      throw Refusal(400, "Invalid json message received")
    }
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var trimmedSpaces: String {
    var text = self[...]
    while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
