public import CatalogModels

/// What a value holds, typed as its attribute says.
///
/// More cases may come: a `switch` over them needs a `default`.
/// See https://api.akeneo.com/concepts/products.html#the-data-format
public enum TypedData: Sendable, Hashable {
  /// Nothing: the server sent `null`. A value that is not there at all means the same (N11).
  case empty
  /// One line of text.
  case text(String)
  /// Long text, which may hold HTML.
  case textarea(String)
  /// An identifier.
  case identifier(String)
  /// A number, with or without decimals.
  case number(Amount)
  /// An amount with a unit.
  case metric(Metric)
  /// Amounts by currency.
  case prices(Prices)
  /// Yes or no.
  case boolean(Bool)
  /// A day.
  case date(CatalogDate)
  /// One option.
  case option(SelectedOption)
  /// Several options in their order.
  case options([SelectedOption])
  /// An entry of a custom list.
  case referenceDatum(ReferenceDatum)
  /// Several entries of a custom list.
  case referenceData([ReferenceDatum])
  /// A record.
  case record(RecordLink)
  /// Several records in their order.
  case records([RecordLink])
  /// Assets in their order.
  case assets([AssetLink])
  /// Codes of the asset manager of old, which no asset family knows (N7).
  case legacyAssets([String])
  /// A file.
  case file(MediaReference)
  /// An image file.
  case image(MediaReference)
  /// A file outside the PIM.
  indirect case mediaLink(MediaLink)
  /// A table.
  case table(TableValue)
  /// A product or product model.
  case productLink(ProductLink)
  /// What could not be typed, as it came. A diagnostic says why.
  case raw(RawJSON)
}

extension TypedData {
  /// The text of a text, textarea or identifier.
  public var text: String? {
    switch self {
    case .text(let text), .textarea(let text), .identifier(let text): text
    default: nil
    }
  }

  /// The amount of a number or metric.
  public var amount: Amount? {
    switch self {
    case .number(let amount): amount
    case .metric(let metric): metric.amount
    default: nil
    }
  }

  /// The amount with its unit.
  public var metric: Metric? { if case .metric(let metric) = self { metric } else { nil } }
  /// The prices.
  public var prices: Prices? { if case .prices(let prices) = self { prices } else { nil } }
  /// Yes or no.
  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
  /// The day.
  public var date: CatalogDate? { if case .date(let date) = self { date } else { nil } }
  /// The table.
  public var table: TableValue? { if case .table(let table) = self { table } else { nil } }
  /// The link to a product or product model.
  public var productLink: ProductLink? { if case .productLink(let link) = self { link } else { nil } }

  /// The options of a simple or multi select.
  public var options: [SelectedOption]? {
    switch self {
    case .option(let option): [option]
    case .options(let options): options
    default: nil
    }
  }

  /// The records of a link to one or several.
  public var records: [RecordLink]? {
    switch self {
    case .record(let link): [link]
    case .records(let links): links
    default: nil
    }
  }

  /// The assets.
  public var assets: [AssetLink]? { if case .assets(let links) = self { links } else { nil } }

  /// The file of a file or image.
  public var media: MediaReference? {
    switch self {
    case .file(let file), .image(let file): file
    default: nil
    }
  }

  /// Whether it holds nothing.
  public var isEmpty: Bool { if case .empty = self { true } else { false } }

  /// What could not be typed.
  public var raw: RawJSON? { if case .raw(let json) = self { json } else { nil } }
}
