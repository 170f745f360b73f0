public import CatalogModels
public import PIMClient
import ValueParser

/// Offers that the PIM has in attributes of its products.
public struct PIMOfferSource: OfferSource {
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
  public func offers(deliver: OfferDelivery) async throws {
    var schema = CatalogSchema()
    for try await page in client.attributes.list().pages { schema = schema.adding(attributes: page.items) }
    let used = [schema.mainIdentifier, quantity, price, salePrice, saleFrom, saleUntil].compactMap(\.self)
    var query = Query<Product>.all.attributes(used)
    if let channel { query = query.channel(channel) }
    for try await page in client.products.list(query).pages {
      try await deliver(page.items.compactMap { offer(schema.typed($0)) })
    }
  }

  private func offer(_ values: TypedValues) -> Offer? {
    guard case .product(let product) = values.owner, let sku = product.identifier else { return nil }
    func data(_ attribute: Code<Attribute>?) -> TypedData? {
      attribute.flatMap { values.best($0, locales: [], channel: channel) }?.data
    }
    let period = Offer.Period(first: data(saleFrom)?.date, last: data(saleUntil)?.date, secondsFromGMT: secondsFromGMT)
    return Offer(
      sku: sku, quantity: data(quantity)?.amount, prices: data(price)?.prices.map { Array($0) } ?? [],
      sales: data(salePrice)?.prices.map { $0.map { Offer.Sale($0, during: period) } } ?? [])
  }
}
