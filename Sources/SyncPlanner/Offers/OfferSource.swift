/// Takes some offers of an ``OfferSource``; awaited before the next ones are told.
///
/// Write it by this name: spelled out, the closure's isolation depends on the settings of the module that it is written in.
public typealias OfferDelivery = ([Offer]) async throws -> Void

/// Where offers come from: a stock system, a price list, the PIM itself.
///
/// The PIM is one implementation, by attributes (``PIMOfferSource``); a list in memory or in a file of JSON lines is
/// another (``OfferList``).
public protocol OfferSource: Sendable {
  /// Tells all offers, some at a time.
  ///
  /// A SKU comes once. What does not come is no longer offered.
  ///
  /// - Parameter deliver: Takes some offers; it is awaited before the next ones are read.
  /// - Throws: Any error: what came is used, and nothing counts as gone.
  func offers(deliver: OfferDelivery) async throws
}
