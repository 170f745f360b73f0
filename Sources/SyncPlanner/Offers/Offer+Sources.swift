public import CatalogModels
public import PIMClient
import ValueParser

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Offer {
  /// Offers that are at hand.
  public struct List: OfferSource {
    /// The offers.
    public var offers: [Offer]

    /// Creates a list.
    public init(_ offers: [Offer]) { self.offers = offers }

    /// Reads JSON lines, one offer a line in the form of ``Offer/init(json:)``.
    ///
    /// - Throws: ``SyncError`` `source`, with the line.
    public init(jsonLines bytes: some Sequence<UInt8>) throws(SyncError) {
      var offers: [Offer] = []
      for (place, line) in Array(bytes).split(separator: UInt8(ascii: "\n")).enumerated() {
        do {
          offers.append(try Offer(json: RawJSON(parsing: line)))
        } catch {
          let message = (error as? SyncError)?.message ?? (error as? CatalogError)?.message ?? ForeignWords.of(error)
          throw SyncError(.source, "In line \(place + 1): \(message)", underlying: error)
        }
      }
      self.offers = offers
    }

    /// Tells them.
    public func offers(deliver: ([Offer]) async throws -> Void) async throws {
      var rest = offers[...]
      while !rest.isEmpty {
        try await deliver(Array(rest.prefix(100)))
        rest = rest.dropFirst(100)
      }
    }
  }

  /// Offers that the PIM has in attributes of its products.
  public struct FromPIM: OfferSource {
    private let client: CatalogClient
    /// The channel, for attributes that differ by it.
    public var channel: Code<Channel>?
    /// A number: how many can be sold.
    public var quantity: Code<Attribute>?
    /// The prices of today.
    public var price: Code<Attribute>?
    /// The reduced prices.
    public var salePrice: Code<Attribute>?
    /// The first day of the reduced prices.
    public var saleFrom: Code<Attribute>?
    /// Their last day.
    public var saleUntil: Code<Attribute>?
    /// How far the clocks of the place where these days are counted are ahead of Greenwich, in seconds.
    public var secondsFromGMT: Int

    /// Creates a source.
    public init(
      _ client: CatalogClient, channel: Code<Channel>? = nil, quantity: Code<Attribute>? = nil,
      price: Code<Attribute>? = nil, salePrice: Code<Attribute>? = nil, saleFrom: Code<Attribute>? = nil,
      saleUntil: Code<Attribute>? = nil, secondsFromGMT: Int
    ) {
      self.client = client
      self.channel = channel
      self.quantity = quantity
      self.price = price
      self.salePrice = salePrice
      self.saleFrom = saleFrom
      self.saleUntil = saleUntil
      self.secondsFromGMT = secondsFromGMT
    }

    /// Reads products with these attributes only. Products without an identifier have no SKU and are passed over.
    public func offers(deliver: ([Offer]) async throws -> Void) async throws {
      var schema = CatalogSchema()
      for try await page in client.attributes.list().pages { schema = schema.adding(attributes: page.items) }
      let used = [schema.mainIdentifier, quantity, price, salePrice, saleFrom, saleUntil].compactMap(\.self)
      var query = Query<Product>.all.attributes(used)
      if let channel { query = query.channel(channel) }
      for try await page in client.products.list(query).pages {
        try await deliver(page.items.compactMap { offer(schema.type($0)) })
      }
    }

    private func offer(_ values: TypedValues) -> Offer? {
      guard case .product(_, let sku?) = values.owner else { return nil }
      func data(_ attribute: Code<Attribute>?) -> TypedData? {
        attribute.flatMap { values.best($0, locales: [], channel: channel) }?.data
      }
      let period = Period(first: data(saleFrom)?.date, last: data(saleUntil)?.date, secondsFromGMT: secondsFromGMT)
      return Offer(
        sku: sku, quantity: data(quantity)?.amount, prices: data(price)?.prices.map { Array($0) } ?? [],
        sales: data(salePrice)?.prices.map { $0.map { Sale($0, during: period) } } ?? [])
    }
  }

  /// Offers as a source of the engine's: alone, or beside another source, whose products they are joined with by SKU.
  public struct Feed: SyncSource {
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
}
