extension MarketplaceDestination {
  /// How a marketplace wants its feeds.
  public struct Configuration: Sendable, Hashable {
    /// The merchant's identifier, as it stands in every document's header.
    public var merchant: String
    /// The name of the outermost element.
    public var envelope = "AmazonEnvelope"
    /// The version of the form, as it stands in every document's header.
    public var documentVersion = "1.01"
    /// The feeds of records that are sent.
    public var feeds: Set<SyncFeed> = [.products]
    /// The record's field for each part of a message. Parts that are not named have the field of their own name.
    public var fields: [Part: String] = [:]
    /// What is sent beside quantity and price, once it is chosen (E4).
    public var metadata: Set<Part> = []
    /// The currency of prices that bear none, and the one that is taken where there are several.
    public var currency: String
    /// Whether products are created that have none of EAN, UPC and ASIN.
    public var createsWithoutNumber = false
    /// The most messages in a document.
    public var messageLimit = 10_000
    /// The most bytes of a document.
    public var byteLimit = 10 << 20
    /// How many of the last documents are kept with the log, for whoever has to find out what went wrong. None unless
    /// chosen: they hold what was sent.
    public var keptDocuments = 0
    /// The most actions in one call of `apply`.
    public var batchSize = 500

    /// Creates a configuration.
    public init(merchant: String, currency: String) {
      self.merchant = merchant
      self.currency = currency
    }

    /// The field of a part.
    func field(_ part: Part) -> String { fields[part] ?? part.rawValue }

    /// The fields of records that are rendered: what else a record has changes nothing that is sent.
    public var sentFields: SyncPolicy.Fields {
      .only(Part.allCases.filter { !$0.isMetadata || metadata.contains($0) }.map(field))
    }
  }

  /// A part of what is said of a product or an offer. More cases may come, so a `switch` needs a `default`.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    /// The SKU: a text of at most 40 characters. Where the field is absent, the record's identifier.
    case sku
    /// A number of 8, 13 or 14 digits by which the marketplace may know the product, as text.
    case ean
    /// A number of 12 digits, as text.
    case upc
    /// The marketplace's own number, 10 letters and digits.
    case asin
    /// How many can be sold: a number without fraction, at least 0.
    case quantity
    /// How many days it takes to send: a number without fraction.
    case latency
    /// The price: a number, a text, an object with `amount` and `currency`, or a list of these.
    case price
    /// The sale price, in the same form (E5).
    case salePrice
    /// The date from which the sale price holds, as ISO 8601 text.
    case saleStart
    /// The date to which it holds.
    case saleEnd
    /// The SKU of the product that this is a variant of.
    case parent
    /// A name.
    case title
    /// A text, which may hold HTML.
    case description
    /// A name.
    case manufacturer
    /// A name.
    case brand
    /// The marketplace's own code of a category, as text.
    case browseNode
    /// Words for search: a list of texts.
    case tags
    /// Short statements: a list of at most five texts.
    case bullets
    /// What tells variants apart: an object of texts by name.
    case options
    /// Addresses of images, the main one first: a list of at most nine.
    case images

    /// Whether it must be chosen to be sent.
    public var isMetadata: Bool {
      switch self {
      case .title, .description, .manufacturer, .brand, .browseNode, .tags, .bullets, .options, .images: true
      default: false
      }
    }
  }
}
