import CatalogJSON
import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Checks a link to the next page and turns it into a target at the client's own origin (N20).
struct NextLink {
  let origin: Origin
  let linkHosts: LinkHosts
  let request: PageRequest

  /// What changes from page to page, and what may be missing without changing which items come.
  private static let free: Set<String> = ["search_after", "page", "limit", "with_count"]

  /// The encoded path and query of the next page.
  ///
  /// - Throws: `CatalogError` with the code `untrustedLink`.
  func target(of link: String) throws(CatalogError) -> String {
    let rest = try pathAndQuery(of: link)
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    guard same(path, origin.basePath + request.path) || same(path, request.path) else {
      throw refused("leads to another path: \(path.prefix(200))")
    }
    let query = parts.count > 1 ? String(parts[1]) : ""
    try check(query)
    return "\(request.path)?\(query)"
  }

  /// Checks that a query asks for the same list.
  func check(_ query: String) throws(CatalogError) {
    guard let parameters = QueryParameters(encoded: query) else { throw refused("has a query that cannot be read") }
    for (name, value) in request.query.items where !Self.free.contains(name) {
      guard let other = parameters[name] else { throw refused("lost the parameter `\(name)`") }
      guard Self.means(other, value) else { throw refused("changed the parameter `\(name)`") }
    }
  }

  private func pathAndQuery(of link: String) throws(CatalogError) -> String {
    let bare = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    guard !bare.isEmpty, bare.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw refused("cannot be read") }
    if bare.hasPrefix("/"), !bare.hasPrefix("//") { return bare }
    guard let url = URL(string: bare), let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
      let host = url.host(percentEncoded: true)
    else { throw refused("cannot be read") }
    guard url.user(percentEncoded: true) == nil, url.password(percentEncoded: true) == nil else {
      throw refused("holds a user name or a password")
    }
    guard origin.hasHost(host) || linkHosts.allow(host) else {
      throw refused(
        "leads to another host, \(host.prefix(100))",
        "If the PIM knows itself by that name, add it to `linkHosts`: the link is then followed at \(origin.text).")
    }
    // The text, not the parsed address, so that the cursor stays as the server wrote it.
    let afterScheme = bare.dropFirst(scheme.utf8.count + 3)
    guard let slash = afterScheme.firstIndex(where: { $0 == "/" || $0 == "?" }) else {
      throw refused("leads to another path: /")
    }
    return String(afterScheme[slash...])
  }

  /// Whether two paths are the same when decoded: servers encode more or fewer characters than the client.
  private func same(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let a = PercentEncoding.decodePath(a) else { return false }
    return a == PercentEncoding.decodePath(b)
  }

  /// Whether two values say the same: as text, as JSON, or as a switch.
  private static func means(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    if let a = switchValue(a), let b = switchValue(b) { return a == b }
    guard b.first == "{", let a = try? JSONSlice(parsing: Array(a.utf8)), let b = try? JSONSlice(parsing: Array(b.utf8))
    else { return false }
    return a == b
  }

  private static func switchValue(_ text: String) -> Bool? {
    switch text {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }

  private func refused(_ what: String, _ advice: String? = nil) -> CatalogError {
    CatalogError(
      .untrustedLink, "the link to the next page \(what.onOneLine)",
      advice: advice ?? "The link was not followed, so that no item is missed or taken from elsewhere.",
      request: request.call().line)
  }
}
