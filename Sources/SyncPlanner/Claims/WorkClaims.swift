public import CatalogModels

/// Work that many machines share: each piece of it is in the hands of one worker at a time, for as long as its lease
/// lasts.
///
/// ```swift
/// try await claims.offer(["shop-de": .null, "shop-fr": .null])
/// while try await claims.perform(as: "host-7", remembering: store, { claim, store in
///   let engine = SyncEngine(from: source, to: shop(claim.work), remembering: store.section(claim.work))
///   _ = try await engine.sync()
/// }) != nil {}
/// ```
///
/// A lease alone keeps nobody out: a worker may sleep through its end and go on. So each claim bears a token that is
/// greater than all before it, and ``SyncStore/fenced(by:)`` makes the token part of every commit: what an old holder
/// still wants to write is refused by the store itself.
///
/// What an implementation must hold to is checked by the suite `ClaimsConformance` in PIMTesting. ``StoreClaims`` keeps
/// claims as rows of any ``SyncStore``; a queue or a database may take its place.
public protocol WorkClaims: Sendable {
  /// Puts work up, by its name: 1 to 256 bytes of UTF-8, none of them zero, told apart byte for byte.
  ///
  /// Work that is there already, claimed or not, stays as it is: whoever plans the work may offer it as often as it
  /// likes. Work that was finished is put up anew.
  ///
  /// - Parameter work: A note for each piece, such as what it covers. It comes with the claim.
  func offer(_ work: [String: RawJSON]) async throws

  /// Takes a piece of work that nobody holds: one that is new, that was released, or whose lease is over.
  ///
  /// - Parameters:
  ///   - worker: Who takes it, for people who look for it.
  ///   - lease: How long it is taken for, counted on the clock of whoever keeps the claims.
  /// - Returns: The claim; `nil` where nothing is free now.
  func claim(as worker: String, for lease: Duration) async throws -> WorkClaim?

  /// Holds a claim for longer: from now on for a whole lease. A lease that is over can be renewed as long as nobody else
  /// took the work.
  ///
  /// - Returns: The claim with its new end, and the same token.
  /// - Throws: ``SyncError`` with the code `leaseLost` where another holds the work or it was finished.
  func renew(_ claim: WorkClaim, for lease: Duration) async throws -> WorkClaim

  /// Gives work back undone, to be claimed again once a delay is over.
  ///
  /// - Throws: ``SyncError`` with the code `leaseLost` where another holds the work or it was finished.
  func release(_ claim: WorkClaim, after delay: Duration) async throws

  /// Says that work is done: it is there no more.
  ///
  /// - Throws: ``SyncError`` with the code `leaseLost` where another holds the work or it was finished.
  func finish(_ claim: WorkClaim) async throws
}
