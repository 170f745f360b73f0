import HTTPTypes
import Hummingbird

/// Keeps other sites out: what they could make a browser of this machine do, and what they could make it show.
struct Guard: RouterMiddleware {
  typealias Context = BasicRequestContext

  private let names: Set<String>

  init(host: String, names: [String]) {
    self.names = Set(["127.0.0.1", "localhost", "[::1]", host] + names)
  }

  /// Whether only this machine can reach an address.
  static func isLoopback(_ host: String) -> Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

  @concurrent
  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    // A foreign name that leads to this machine is another site's way to read what is shown here.
    if !names.contains(Self.name(request.head.authority ?? "")) {
      response = .text("This dashboard is not known by that name.", "text/plain", .misdirectedRequest)
    } else if request.method != .get && request.method != .head, !isOwn(request) {
      response = .text("Only this dashboard's own pages may ask for that.", "text/plain", .forbidden)
    } else {
      response = try await next(request, context)
    }
    for (name, value) in Self.headers { response.headers[name] = value }
    return response
  }

  /// Whether one of our own pages sent the request. Browsers say so by themselves; a page cannot.
  private func isOwn(_ request: Request) -> Bool {
    if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }), site != "same-origin" {
      return false
    }
    guard let origin = request.headers[.origin], let start = origin.firstRange(of: "://")?.upperBound else {
      return false
    }
    return origin[start...] == request.head.authority ?? ""
  }

  /// The host's name without the port.
  private static func name(_ authority: String) -> String {
    guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return authority.lowercased() }
    return authority[..<colon].lowercased()
  }

  private static let headers: [(HTTPField.Name, String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"
    ),
    (.cacheControl, "no-store"), (.xContentTypeOptions, "nosniff"),
  ]
}
