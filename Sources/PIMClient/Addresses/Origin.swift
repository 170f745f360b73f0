import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the PIM is. Every request goes there and nowhere else, whatever a link of the server's says.
struct Origin: Hashable, Sendable {
  let scheme: String
  /// In lower case, an IPv6 address in brackets.
  let host: String
  let port: Int?
  /// What stands before `/api` in every path: empty, or with a slash at its beginning and none at its end.
  let basePath: String

  init(_ url: URL, allowsPlainHTTP: Bool) throws(CatalogError) {
    guard let scheme = url.scheme?.lowercased(), let host = url.host(percentEncoded: true), !host.isEmpty else {
      throw Self.refused("the PIM's address has no scheme or no host", "Write it like https://pim.example.com.")
    }
    guard url.user(percentEncoded: true) == nil, url.password(percentEncoded: true) == nil else {
      throw Self.refused(
        "the PIM's address holds a user name or a password", "Pass them as Credentials; addresses end up in logs.")
    }
    guard url.query(percentEncoded: true) == nil, url.fragment(percentEncoded: true) == nil else {
      throw Self.refused("the PIM's address has a query or a fragment", "Write it like https://pim.example.com.")
    }
    self.host = Self.normal(host)
    self.scheme = scheme
    port = url.port
    guard scheme == "https" || scheme == "http" else {
      throw Self.refused("the PIM's address begins with \(scheme)://", "Use https://.")
    }
    guard scheme == "https" || allowsPlainHTTP || Self.isLoopback(self.host) else {
      throw Self.refused(
        "the PIM's address is plain http, which would show the credentials to everybody on the way",
        "Use https, or set `allowsPlainHTTP` where the network is your own.")
    }
    var path = url.path(percentEncoded: true)
    while path.hasSuffix("/") { path.removeLast() }
    guard !path.split(separator: "/").contains("api") else {
      throw Self.refused("the PIM's address reaches into the API: \(path)", "Leave out /api and what follows.")
    }
    basePath = path
  }

  /// Where a link leads, which was checked before.
  init(of link: URL) {
    scheme = link.scheme?.lowercased() ?? "https"
    host = Self.normal(link.host(percentEncoded: true) ?? "")
    port = link.port
    basePath = ""
  }

  /// Scheme, host and port, for messages.
  var text: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }

  /// The address of an encoded path and query.
  func url(_ target: String) throws(CatalogError) -> URL {
    guard let url = URL(string: text + basePath + target) else {
      throw CatalogError(.invalidArgument, "no address can be made of \(target.prefix(200))")
    }
    return url
  }

  /// Whether a link's host is this one. The names of the own machine count as one.
  func hasHost(_ other: String) -> Bool {
    let other = Self.normal(other)
    return other == host || Self.isLoopback(other) && Self.isLoopback(host)
  }

  private static func normal(_ host: String) -> String {
    let lower = host.lowercased()
    return lower.contains(":") && !lower.hasPrefix("[") ? "[\(lower)]" : lower
  }

  /// Whether a host is the own machine.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }

  private static func refused(_ message: String, _ advice: String) -> CatalogError {
    CatalogError(.invalidConfiguration, message, advice: advice)
  }
}
