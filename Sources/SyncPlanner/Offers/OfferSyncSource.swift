import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Offers as a source of the engine's: alone, or beside another source, whose products they are joined with by SKU.
public struct OfferSyncSource: SyncSource {
  private let offers: any OfferSource
  private let source: (any SyncSource)?
  private let now: @Sendable () -> Date

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - offers: The offers.
  ///   - source: What else is collected.
  ///   - now: The time, which decides which reduced prices hold. It is asked once for each run.
  public init(
    _ offers: any OfferSource, beside source: (any SyncSource)? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.offers = offers
    self.source = source
    self.now = now
  }

  /// Collects the other source, and all offers.
  public func collect(_ request: SourceRequest, deliver: @escaping SourceDelivery) async throws {
    try await source?.collect(request, deliver: deliver)
    guard request.scope.wants(.offers) else { return }
    let moment = now()
    var failure: SyncError?
    do {
      try await offers.offers { page in
        var items: [SourceItem] = []
        for offer in page {
          do {
            items.append(SourceItem(RecordKey(.offers, offer.sku), try RawObject(offer.json(at: moment))))
          } catch {
            throw SyncError(.source, "The offer of `\(offer.sku)` cannot be read.", underlying: error)
          }
        }
        if !items.isEmpty { try await deliver(.items(items)) }
      }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      failure = SyncError(collecting: error)
    }
    try await deliver(.finished(.offers, failure.map { .failed($0) } ?? .complete))
  }
}
