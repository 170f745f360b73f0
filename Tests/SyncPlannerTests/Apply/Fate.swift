import PIMTesting
import Synchronization

@testable import SyncPlanner

/// Says when the process dies: at its n-th effect on the store or on the destination, just before it or just after.
final class Fate: Sendable {
  struct Death: Error {}

  private struct State: Sendable {
    var left: Int
    var isDead = false
  }

  private let state: Mutex<State>
  private let afterEffect: Bool

  init(dyingAt count: Int, afterEffect: Bool) {
    state = Mutex(State(left: count))
    self.afterEffect = afterEffect
  }

  var isDead: Bool { state.withLock { $0.isDead } }

  /// Carries out an effect, unless the process dies at it. Who is dead does nothing any more.
  func effect<Value>(_ body: () async throws -> Value) async throws -> Value {
    let diesHere = try state.withLock { state in
      guard !state.isDead else { throw Death() }
      state.left -= 1
      state.isDead = state.left < 0
      return state.isDead
    }
    guard diesHere else { return try await body() }
    if afterEffect { _ = try await body() }
    throw Death()
  }

  func live() throws {
    if isDead { throw Death() }
  }
}

/// A store that is gone with its process.
struct MortalStore: SyncStore {
  let store: any SyncStore
  let fate: Fate

  func rows(in table: StoreTable, after: String?, limit: Int) async throws -> [StoreRow] {
    try fate.live()
    return try await store.rows(in: table, after: after, limit: limit)
  }

  func rows(in table: StoreTable, keys: [String]) async throws -> [StoreRow] {
    try fate.live()
    return try await store.rows(in: table, keys: keys)
  }

  func commit(_ changes: [StoreChange]) async throws {
    try await fate.effect { try await store.commit(changes) }
  }
}

/// A destination that nobody reaches any more when the process is dead.
struct MortalDestination: Destination {
  let destination: MemoryDestination
  let fate: Fate

  var capabilities: DestinationCapabilities { get async { await destination.capabilities } }

  func apply(_ batch: [SyncAction]) async throws -> [ActionOutcome] {
    try await fate.effect { try await destination.apply(batch) }
  }

  func read(_ keys: [RecordKey]) async throws -> [SyncRecord] {
    try fate.live()
    return try await destination.read(keys)
  }
}
