import PIMClient

#if canImport(FoundationNetworking)
  import Foundation
  import FoundationNetworking
#else
  import Foundation
#endif

/// Status and headers as the client sees them.
struct ResponseHead: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let length: Int?

  init(_ response: HTTPURLResponse) {
    status = response.statusCode
    var headers = HTTPHeaders()
    for (name, value) in response.allHeaderFields {
      headers.append(name: "\(name)", value: "\(value)")
    }
    // The session has decoded the body: what these said of its coded form is no longer true.
    if let coding = headers["Content-Encoding"], coding.lowercased() != "identity" {
      headers["Content-Encoding"] = nil
      headers["Content-Length"] = nil
    }
    length = headers["Content-Length"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    self.headers = headers
  }

  /// Whether a body of the announced length must follow.
  func mayHaveBody(_ task: URLSessionTask) -> Bool {
    status != 204 && status != 304 && task.originalRequest?.httpMethod != "HEAD"
  }
}
