import CatalogModels
import Foundation
import PIMClient
import TestSupport

/// Makes clients that talk to a script and never sleep.
enum ClientUnderTest {
  static let origin = "https://pim.example.com"
  static let token = "app-token-4711"

  static func make(
    _ transport: any HTTPTransport, origin: String = origin, credentials: Credentials = .token(token),
    clock: ManualClock = ManualClock(.skips), _ change: (inout CatalogClient.Configuration) -> Void = { _ in }
  ) throws -> CatalogClient {
    var configuration = CatalogClient.Configuration()
    configuration.clock = clock
    configuration.random = { 0 }
    configuration.now = { Date(timeIntervalSince1970: 1_700_000_000) }
    configuration.readsAhead = false
    change(&configuration)
    guard let url = URL(string: origin) else { throw Unexpected("no address: \(origin)") }
    return try CatalogClient(url, credentials, over: transport, configuration: configuration)
  }
}

/// What a test did not expect.
struct Unexpected: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Runs an operation that must fail, and gives its error.
func failure<R>(
  _ operation: () async throws(CatalogError) -> R
) async throws -> CatalogError {
  do {
    let result = try await operation()
    throw Unexpected("no error, but \(result)")
  } catch let error as CatalogError {
    return error
  }
}

/// JSON of a page as the API writes it.
enum PageText {
  static func of(_ codes: [String], next: String? = nil, count: Int? = nil) -> String {
    let items = codes.map { #"{"code":"\#($0)"}"# }.joined(separator: ",")
    return with(items: items, next: next, count: count)
  }

  static func with(items: String, next: String? = nil, count: Int? = nil) -> String {
    let link = next.map { #","next":{"href":"\#($0)"}"# } ?? ""
    let total = count.map { #","items_count":\#($0)"# } ?? ""
    return #"{"_links":{"self":{"href":"x"}\#(link)},"current_page":1\#(total),"_embedded":{"items":[\#(items)]}}"#
  }
}

extension AsyncSequence where Failure == CatalogError {
  /// All elements.
  func all() async throws(CatalogError) -> [Element] {
    var all: [Element] = []
    for try await element in self { all.append(element) }
    return all
  }
}
