// A type of one's own for each protocol that users conform to, written with a module's default settings. The package's own
// tests cannot show that this compiles: they share the package's settings, which change what a closure's type means.
import CatalogModels
import PIMClient
import SyncPlanner

struct OwnObserver: ClientObserver {
  func observe(_ event: ClientEvent) {}
}

struct OwnTransport: HTTPTransport {
  let next: any HTTPTransport

  func send(_ request: HTTPRequest) async throws -> HTTPResponse { try await next.send(request) }
}

actor OwnTokens: TokenStore {
  private var tokens: StoredTokens?

  func load() async throws -> StoredTokens? { tokens }
  func save(_ tokens: StoredTokens) async throws { self.tokens = tokens }
}

struct OwnTokenSource: TokenSource {
  func token(replacing refused: AccessToken?) async throws -> AccessToken { throw CancellationError() }
}

struct OwnSource: SyncSource {
  let items: [SourceItem]

  func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    try await deliver(.items(items))
    try await deliver(.finished(.products, .complete))
  }
}

struct OwnOffers: OfferSource {
  func offers(deliver: OfferDelivery) async throws { try await deliver([Offer(sku: "A-1", quantity: 3)]) }
}

struct OwnMapping: RecordMapping {
  let version = "1"

  func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] { [] }
}

actor OwnDestination: Destination {
  var capabilities: DestinationCapabilities { DestinationCapabilities(identity: "own") }

  func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] { batch.map { _ in .applied() } }
  func read(_ keys: [RecordKey]) async throws -> [SyncRecord] { [] }
}

actor OwnStore: SyncStore {
  func commit(_ changes: [StoreChange]) async throws {}
  func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] { [] }
  func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] { [] }
}

actor OwnClaims: WorkClaims {
  func offer(_ work: [String: RawJSON]) async throws {}
  func claim(as worker: String, for lease: Duration) async throws -> WorkClaim? { nil }
  func renew(_ claim: WorkClaim, for lease: Duration) async throws -> WorkClaim { claim }
  func finish(_ claim: WorkClaim) async throws {}
  func release(_ claim: WorkClaim, after delay: Duration) async throws {}
}
