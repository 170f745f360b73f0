#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An HTTP request as a transport receives it: complete, with absolute address and all headers.
public struct HTTPRequest: Sendable {
  /// The method.
  public var method: HTTPMethod
  /// The absolute address, percent-encoded.
  public var url: URL
  /// The headers. `Content-Length` and `Host` are the transport's.
  public var headers: HTTPHeaders
  /// The body; empty for most reads.
  public var body: HTTPBody
  /// The longest wait for the response's head, and between two pieces of its body.
  public var timeout: Duration

  /// Creates a request.
  public init(
    _ method: HTTPMethod, _ url: URL, headers: HTTPHeaders = [:], body: HTTPBody = .empty,
    timeout: Duration = .seconds(60)
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
  /// The method and the address without its query, where secrets and long filters could stand.
  public var description: String {
    "\(method) \(url.scheme ?? "")://\(url.host() ?? "")\(url.port.map { ":\($0)" } ?? "")\(url.path())"
  }

  /// A mirror of what the description says, the headers' names and the body's length.
  public var customMirror: Mirror {
    Mirror(self, children: ["line": description, "headers": headers, "body": body, "timeout": timeout])
  }
}

/// An HTTP method, in upper case.
public struct HTTPMethod: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The method's name, such as `GET`.
  public let rawValue: String

  /// Creates a method from its name, in upper case.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Reads a resource.
  public static let get = HTTPMethod(rawValue: "GET")
  /// Creates a resource, searches, or asks for a token.
  public static let post = HTTPMethod(rawValue: "POST")
  /// Updates a resource or a list of them.
  public static let patch = HTTPMethod(rawValue: "PATCH")
  /// Replaces a resource.
  public static let put = HTTPMethod(rawValue: "PUT")
  /// Deletes a resource.
  public static let delete = HTTPMethod(rawValue: "DELETE")

  /// The method's name.
  public var description: String { rawValue }
}
