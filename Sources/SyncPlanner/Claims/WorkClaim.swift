public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A piece of work in the hands of one worker.
public struct WorkClaim: Sendable, Hashable {
  /// The work's name.
  public let work: String
  /// What was noted when it was offered.
  public let note: RawJSON
  /// Who holds it.
  public let worker: String
  /// The fencing token: at least 1, greater than that of every earlier claim of this work, also of one before the work
  /// was finished and offered anew.
  public let token: Int
  /// How often the work was claimed since it was offered, this time included. Work that ends its worker shows here.
  public let attempt: Int
  /// When the lease is over, by the clock of whoever keeps the claims.
  public var until: Date

  /// Creates a claim: for those who implement ``WorkClaims``.
  public init(work: String, note: RawJSON, worker: String, token: Int, attempt: Int, until: Date) {
    self.work = work
    self.note = note
    self.worker = worker
    self.token = token
    self.attempt = attempt
    self.until = until
  }
}
