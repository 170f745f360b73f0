import CatalogModels
import PIMClient

/// Offers that are at hand.
public struct OfferList: OfferSource {
  /// The offers.
  public var offers: [Offer]

  /// Creates a list.
  public init(_ offers: [Offer]) { self.offers = offers }

  /// Reads JSON lines, one offer a line in the form of ``Offer/init(_:)``.
  ///
  /// - Throws: ``SyncError`` `source`, with the line.
  public init(jsonLines bytes: some Sequence<UInt8>) throws(SyncError) {
    var offers: [Offer] = []
    for (place, line) in Array(bytes).split(separator: UInt8(ascii: "\n")).enumerated() {
      do {
        offers.append(try Offer(RawJSON(parsing: line)))
      } catch {
        let message = (error as? SyncError)?.message ?? (error as? CatalogError)?.message ?? "\(error)"
        throw SyncError(.source, "In line \(place + 1): \(message)", underlying: error)
      }
    }
    self.offers = offers
  }

  /// Tells them.
  public func offers(deliver: OfferDelivery) async throws {
    var rest = offers[...]
    while !rest.isEmpty {
      try await deliver(Array(rest.prefix(100)))
      rest = rest.dropFirst(100)
    }
  }
}
