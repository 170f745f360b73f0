import Foundation
public import PIMClient

/// A request as a test looks at it.
public struct RecordedRequest: Sendable {
  /// The method's name.
  public let method: String
  /// The whole address.
  public let url: String
  /// The path as it was sent, percent-encoded.
  public let path: String
  /// The query as it was sent, percent-encoded; empty without one.
  public let query: String
  /// The headers.
  public let headers: HTTPHeaders
  /// The body's bytes.
  public let body: [UInt8]

  /// Records a request.
  public init(_ request: HTTPRequest, body: [UInt8]) {
    method = request.method.rawValue
    url = request.url.absoluteString
    let rest = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
    let target = rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : ""
    headers = request.headers
    self.body = body
  }

  /// The method and the path.
  public var line: String { "\(method) \(path)" }

  /// The body as text.
  public var bodyText: String { String(decoding: body, as: UTF8.self) }

  /// A parameter of the query, decoded; `nil` when it is not there.
  public func parameter(_ name: String) -> String? {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts[0] == name {
        let value = parts.count > 1 ? String(parts[1]) : ""
        return value.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
      }
    }
    return nil
  }
}
