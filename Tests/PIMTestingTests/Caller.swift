import CatalogModels
import PIMClient
import PIMTesting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Talks to a sandbox by hand, as a client in any language would.
struct Caller {
  let sandbox: SandboxPIM
  var token: String

  struct Answer {
    let status: Int
    let headers: HTTPHeaders
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: RawJSON { (try? RawJSON(parsing: bytes)) ?? .null }
    var message: String { json["message"]?.string ?? "" }
    var items: [RawJSON] { json["_embedded"]?["items"]?.elements ?? [] }
    var codes: [String] { items.map { $0["code"]?.string ?? $0["uuid"]?.string ?? "?" } }
    var next: String? { link("next") }

    func link(_ name: String) -> String? { json["_links"]?[name]?["href"]?.string }
  }

  /// A sandbox with an app's token, so that no test has to ask for one.
  init(
    _ catalog: CatalogFolder, dialect: ServerDialect = .strict, faults: FaultScript = []
  ) {
    sandbox = SandboxPIM(catalog, dialect: dialect, appTokens: ["app"], faults: faults)
    token = "app"
  }

  static func sample(dialect: ServerDialect = .strict, faults: FaultScript = []) throws -> Caller {
    Caller(try SampleCatalog.folder(), dialect: dialect, faults: faults)
  }

  func send(
    _ method: HTTPMethod, _ address: String, headers: HTTPHeaders = [:], body: String = ""
  ) async throws -> Answer {
    let absolute = address.hasPrefix("http") ? address : SandboxPIM.origin.absoluteString + address
    guard let url = URL(string: absolute) else { throw CallerError(address: address) }
    var all = headers
    if all["Authorization"] == nil, !token.isEmpty { all["Authorization"] = "Bearer \(token)" }
    let response = try await sandbox.send(HTTPRequest(method, url, headers: all, body: HTTPBody(body)))
    return Answer(
      status: response.status, headers: response.headers, bytes: try await response.body.bytes(upTo: 64 << 20))
  }

  func get(_ address: String) async throws -> Answer { try await send(.get, address) }

  /// `GET` of a path under `/api/rest/v1/`, with a query whose values are encoded here.
  func get(_ path: String, _ query: KeyValuePairs<String, String>) async throws -> Answer {
    let text = query.map { "\($0.key)=\(Self.encode($0.value))" }.joined(separator: "&")
    return try await get("/api/rest/v1/\(path)" + (text.isEmpty ? "" : "?\(text)"))
  }

  func search(_ path: String, _ search: String) async throws -> Answer {
    try await get(path, ["limit": "100", "search": search])
  }

  /// Follows `next` to the end and gives all items.
  func all(_ path: String, _ query: KeyValuePairs<String, String> = [:]) async throws -> [RawJSON] {
    var answer = try await get(path, query)
    var items = answer.items
    while let next = answer.next {
      answer = try await get(next)
      items += answer.items
    }
    return items
  }

  static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}

struct CallerError: Error { let address: String }
