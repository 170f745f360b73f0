import CatalogModels
import Foundation
import PIMClient
import SyncPlanner

/// A shop behind `POST /records/save`, `hide`, `delete` and `find`, each of which takes one record's key as JSON.
struct WebShop: Destination {
  let shop: URL
  let transport: any HTTPTransport

  var capabilities: DestinationCapabilities {
    DestinationCapabilities(
      identity: shop.absoluteString, batchSize: 20, concurrency: 2, isIdempotent: true, canRead: true)
  }

  func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
    var outcomes: [ActionOutcome] = []
    for action in batch {
      do {
        outcomes.append(try await outcome(of: action))
      } catch let error as TransportError {
        // It may have taken effect: the library reads back, or sends again under the same idempotency key.
        outcomes.append(.unknown(reason: error.message))
      }
    }
    return outcomes
  }

  func read(_ keys: [RecordKey]) async throws -> [SyncRecord] {
    var records: [SyncRecord] = []
    for key in keys {
      let answer = try await ask("find", key)
      guard answer.status != 404 else { continue }
      let json = try RawJSON(parsing: try await answer.body.bytes(upTo: 10 << 20))
      records.append(SyncRecord(key, fields: Dictionary(json.members.map { ($0.name, $0.value) }) { $1 }))
    }
    return records
  }

  private func outcome(of action: SyncAction) async throws -> ActionOutcome {
    let verb =
      switch action.kind {
      case .create, .update, .link: "save"
      case .disable: "hide"
      case .delete: "delete"
      case .skip, .blocked: ""
      }
    guard !verb.isEmpty else { return .applied() }
    var facts: [(String, RawJSON)] = [("fields", .object(action.fields))]
    // What was made anew in the PIM has another key; the shop goes on with the record that it has.
    if let old = action.replacing { facts.append(("replaces", .string(old.id))) }
    let answer = try await ask(verb, action.key, facts, idempotencyKey: action.idempotencyKey)
    let words = String(decoding: try await answer.body.bytes(upTo: 1 << 20), as: UTF8.self)
    return switch answer.status {
    case 200..<300: .applied()
    case 400..<500 where answer.status != 429: .rejected(reason: "\(answer.status) \(words.prefix(200))")
    default: .failed(reason: "\(answer.status) \(words.prefix(200))")
    }
  }

  private func ask(
    _ verb: String, _ key: RecordKey, _ facts: [(String, RawJSON)] = [], idempotencyKey: String? = nil
  ) async throws -> HTTPResponse {
    let json = RawJSON.object([("feed", .string(key.feed.rawValue)), ("id", .string(key.id))] + facts)
    var request = HTTPRequest(.post, shop.appending(path: "records/\(verb)"), body: HTTPBody(json.text))
    request.headers["Content-Type"] = "application/json"
    request.headers["Idempotency-Key"] = idempotencyKey
    return try await transport.send(request)
  }
}
