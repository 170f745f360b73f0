internal import CatalogModels

/// What the parser makes of a value: the attribute types of products, records, assets and table columns, told apart by
/// what their data looks like.
enum ValueKind: Sendable, Hashable {
  case identifier, text, textarea, number, metric, prices, boolean, date
  case option, options, referenceDatum, referenceData, record, records, assets, legacyAssets
  case file, image, mediaLink, table, productLink
  case unknown

  /// Whether the data is a text as it stands.
  var isText: Bool { self == .text || self == .textarea || self == .identifier }

  /// Of an attribute of products. Servers name some types in two ways (N7).
  init(_ type: AttributeType) {
    self =
      switch type.canonical {
      case .identifier: .identifier
      case .text: .text
      case .textarea: .textarea
      case .simpleSelect: .option
      case .multiSelect: .options
      case .boolean: .boolean
      case .date: .date
      case .number: .number
      case .metric: .metric
      case .priceCollection: .prices
      case .image: .image
      case .file: .file
      case .table: .table
      case .referenceDataSimpleSelect: .referenceDatum
      case .referenceDataMultiSelect: .referenceData
      case .referenceEntity: .record
      case .referenceEntityCollection: .records
      case .assetCollection: .assets
      case .legacyAssetCollection: .legacyAssets
      case .productLink: .productLink
      default: .unknown
      }
  }

  /// Of an attribute of records or assets.
  init(ofEntityAttribute type: String, isTextarea: Bool, mediaType: String?) {
    self =
      switch type {
      case "text": isTextarea ? .textarea : .text
      case "textarea": .textarea
      case "number": .number
      case "boolean": .boolean
      case "date": .date
      case "single_option": .option
      case "multiple_options", "auto_tagging": .options
      case "reference_entity_single_link", "record": .record
      case "reference_entity_multiple_links", "records": .records
      case "asset_collection": .assets
      case "image": .image
      case "media_file": mediaType == "image" ? .image : .file
      case "media_link": .mediaLink
      default: .unknown
      }
  }

  /// Of a column of a table.
  init(ofColumn type: String) {
    self =
      switch type {
      case "text": .text
      case "number", "incremental_number": .number
      case "boolean": .boolean
      case "date": .date
      case "select": .option
      case "measurement": .metric
      case "reference_entity": .record
      case "product_link": .productLink
      default: .unknown
      }
  }

  /// What the data must look like, for diagnostics.
  var expectation: String {
    switch self {
    case .identifier, .text, .textarea: "text"
    case .number: "a number"
    case .metric: "an amount with a unit"
    case .prices: "a list of amounts with currencies"
    case .boolean: "true or false"
    case .date: "a day such as 2024-06-01"
    case .option: "the code of an option"
    case .options: "a list of codes of options"
    case .referenceDatum: "the code of an entry"
    case .referenceData: "a list of codes of entries"
    case .record: "the code of a record"
    case .records: "a list of codes of records"
    case .assets, .legacyAssets: "a list of codes of assets"
    case .file, .image: "the code of a media file"
    case .mediaLink: "the text of a media link"
    case .table: "a list of rows"
    case .productLink: "a link with `type` and `id` or `identifier`"
    case .unknown: "a type that this version knows"
    }
  }
}
