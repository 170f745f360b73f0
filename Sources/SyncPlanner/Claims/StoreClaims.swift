public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Work claims as rows of any ``SyncStore``: a claim is a commit that names the row's revision, so of two workers that
/// reach for the same work one gets it.
///
/// All machines count leases on their own clocks: let those be kept in step to well within a lease. A clock that is wrong
/// all the same lets a worker take what another still holds; the token then keeps the other one out.
public struct StoreClaims: WorkClaims {
  let store: any SyncStore
  let now: @Sendable () -> Date

  static let table = StoreTable(rawValue: "claims")
  static let tokens = StoreTable(rawValue: "claim-tokens")
  static let longestName = 256

  /// Creates the claims of a store. Nothing happens yet.
  ///
  /// - Parameters:
  ///   - store: Where the claims lie, each a row.
  ///   - now: Tells the time by which leases end.
  public init(in store: any SyncStore, now: @escaping @Sendable () -> Date = { Date() }) {
    self.store = store
    self.now = now
  }

  /// Puts work up.
  ///
  /// - Throws: ``SyncError`` with `store` where a name is too long or empty; the store's own error.
  public func offer(_ work: [String: RawJSON]) async throws(SyncError) {
    for name in work.keys where name.utf8.count > Self.longestName {
      throw SyncError(
        .store, "The name of the work \"\(name.prefix(40))…\" has \(name.utf8.count) bytes.",
        advice: "Names have 1 to \(Self.longestName) bytes of UTF-8, none of them zero.")
    }
    var rest = work.sorted { $0.key < $1.key }[...]
    while !rest.isEmpty {
      let part = rest.prefix(500)
      do throws(SyncError) {
        let there = Set(try await store.readRows(in: Self.table, keys: part.map(\.key)).map { Array($0.key.utf8) })
        let new = part.filter { !there.contains(Array($0.key.utf8)) }
        try await store.commitAll(new.map { State(note: $0.value).change(of: $0.key, expecting: .absent) })
        rest = rest.dropFirst(part.count)
      } catch {
        // Another offers the same at the same time.
        guard error.code == .conflict else { throw error }
        if Task.isCancelled { throw .cancelled }
      }
    }
  }

  /// Takes a piece of work that is free, the first by its name.
  public func claim(as worker: String, for lease: Duration) async throws(SyncError) -> WorkClaim? {
    var place: String?
    while true {
      let page = try await store.readRows(in: Self.table, after: place, limit: 200)
      for row in page {
        let state = try State(row)
        guard state.freeFrom <= now() else { continue }
        if let claim = try await take(row, state, as: worker, for: lease) { return claim }
        if Task.isCancelled { throw .cancelled }
      }
      guard page.count == 200 else { return nil }
      place = page.last?.key
    }
  }

  /// - Returns: `nil` where another was faster.
  private func take(
    _ row: StoreRow, _ state: State, as worker: String, for lease: Duration
  ) async throws(SyncError) -> WorkClaim? {
    var state = state
    let until = now() + lease.inSeconds
    state.worker = worker
    state.attempt += 1
    state.freeFrom = until
    while true {
      let last = try await store.readRows(in: Self.tokens, keys: ["last"]).first
      let token = (last.flatMap { Int(String(decoding: $0.value, as: UTF8.self)) } ?? 0) + 1
      state.token = token
      do throws(SyncError) {
        try await store.commitAll([
          .put(
            "last", Array(String(token).utf8), in: Self.tokens,
            expecting: last.map { .revision($0.revision) } ?? .absent),
          state.change(of: row.key, expecting: .revision(row.revision)),
        ])
        return WorkClaim(
          work: row.key, note: state.note, worker: worker, token: token, attempt: state.attempt, until: until)
      } catch {
        guard error.code == .conflict else { throw error }
      }
      // Either the token went to another work's claim, or this work did.
      guard try await store.readRows(in: Self.table, keys: [row.key]).first?.revision == row.revision else {
        return nil
      }
      if Task.isCancelled { throw .cancelled }
    }
  }

  /// Holds a claim for longer.
  public func renew(_ claim: WorkClaim, for lease: Duration) async throws(SyncError) -> WorkClaim {
    var renewed = claim
    renewed.until = now() + lease.inSeconds
    try await change(claim) { $0.freeFrom = renewed.until }
    return renewed
  }

  /// Gives work back undone.
  public func release(_ claim: WorkClaim, after delay: Duration) async throws(SyncError) {
    let free = now() + max(.zero, delay).inSeconds
    try await change(claim) { state in
      state.freeFrom = free
      state.token = 0
      state.worker = nil
    }
  }

  /// Says that work is done.
  public func finish(_ claim: WorkClaim) async throws(SyncError) {
    try await change(claim, nil)
  }

  /// Changes the row of a claim, or removes it, as long as the claim holds.
  private func change(_ claim: WorkClaim, _ body: ((inout State) -> Void)?) async throws(SyncError) {
    while true {
      guard let row = try await store.readRows(in: Self.table, keys: [claim.work]).first else {
        throw .lost(claim.work)
      }
      var state = try State(row)
      guard state.token == claim.token else { throw .lost(claim.work, to: state.worker) }
      let change: StoreChange
      if let body {
        body(&state)
        change = state.change(of: row.key, expecting: .revision(row.revision))
      } else {
        change = .delete(row.key, in: Self.table, expecting: .revision(row.revision))
      }
      do throws(SyncError) {
        return try await store.commitAll([change])
      } catch {
        // It was renewed beside this, or stolen: the row tells.
        guard error.code == .conflict else { throw error }
      }
    }
  }
}

extension Duration {
  /// As Foundation counts.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
