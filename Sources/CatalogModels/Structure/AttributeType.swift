/// What an attribute holds. A type that this package does not know keeps its name, and its values stay raw.
///
/// Servers name some types in more than one way (N7): ``canonical`` gives the name to compare with.
/// See https://api.akeneo.com/concepts/catalog-structure.html#attribute
public struct AttributeType: RawRepresentable, Hashable, Sendable, Codable, CodingKeyRepresentable {
  /// The type's name as the API writes it, such as `pim_catalog_text`.
  public let rawValue: String

  /// Creates a type from its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  // MARK: Attributes of products and product models

  /// The identifier of products.
  public static let identifier = AttributeType(rawValue: "pim_catalog_identifier")
  /// One line of text, up to 255 characters.
  public static let text = AttributeType(rawValue: "pim_catalog_text")
  /// Long text, which may hold HTML.
  public static let textarea = AttributeType(rawValue: "pim_catalog_textarea")
  /// One option.
  public static let simpleSelect = AttributeType(rawValue: "pim_catalog_simpleselect")
  /// Several options.
  public static let multiSelect = AttributeType(rawValue: "pim_catalog_multiselect")
  /// Yes or no.
  public static let boolean = AttributeType(rawValue: "pim_catalog_boolean")
  /// A day.
  public static let date = AttributeType(rawValue: "pim_catalog_date")
  /// A number.
  public static let number = AttributeType(rawValue: "pim_catalog_number")
  /// An amount with a unit.
  public static let metric = AttributeType(rawValue: "pim_catalog_metric")
  /// Amounts by currency.
  public static let priceCollection = AttributeType(rawValue: "pim_catalog_price_collection")
  /// An image file.
  public static let image = AttributeType(rawValue: "pim_catalog_image")
  /// A file.
  public static let file = AttributeType(rawValue: "pim_catalog_file")
  /// Rows with typed cells.
  public static let table = AttributeType(rawValue: "pim_catalog_table")
  /// One entry of a custom list on the server.
  public static let referenceDataSimpleSelect = AttributeType(rawValue: "pim_reference_data_simpleselect")
  /// Several entries of a custom list on the server.
  public static let referenceDataMultiSelect = AttributeType(rawValue: "pim_reference_data_multiselect")
  /// One record of a reference entity.
  public static let referenceEntity = AttributeType(rawValue: "akeneo_reference_entity")
  /// Several records of a reference entity.
  public static let referenceEntityCollection = AttributeType(rawValue: "akeneo_reference_entity_collection")
  /// Several assets of an asset family.
  public static let assetCollection = AttributeType(rawValue: "pim_catalog_asset_collection")
  /// Several assets of the asset manager of old. Its codes are not found in asset families (N7).
  public static let legacyAssetCollection = AttributeType(rawValue: "pim_assets_collection")
  /// A product or a product model.
  public static let productLink = AttributeType(rawValue: "pim_catalog_product_link")

  /// The types of the attributes of records and of assets, whose names differ from those of products.
  ///
  /// See https://api.akeneo.com/concepts/asset-manager.html#asset-attribute
  public enum Entity {
    /// Text.
    public static let text = AttributeType(rawValue: "text")
    /// A number, as text.
    public static let number = AttributeType(rawValue: "number")
    /// One option.
    public static let singleOption = AttributeType(rawValue: "single_option")
    /// Several options.
    public static let multipleOptions = AttributeType(rawValue: "multiple_options")
    /// Yes or no.
    public static let boolean = AttributeType(rawValue: "boolean")
    /// A day.
    public static let date = AttributeType(rawValue: "date")
    /// An image file of a record.
    public static let image = AttributeType(rawValue: "image")
    /// A file of an asset.
    public static let mediaFile = AttributeType(rawValue: "media_file")
    /// The middle of an address, between the attribute's prefix and suffix.
    public static let mediaLink = AttributeType(rawValue: "media_link")
    /// One record of a reference entity.
    public static let referenceEntitySingleLink = AttributeType(rawValue: "reference_entity_single_link")
    /// Several records of a reference entity.
    public static let referenceEntityMultipleLinks = AttributeType(rawValue: "reference_entity_multiple_links")
    /// One record of a reference entity, as assets name it.
    public static let record = AttributeType(rawValue: "record")
    /// Several assets of an asset family.
    public static let assetCollection = AttributeType(rawValue: "asset_collection")
    /// Tags that the server found in a picture.
    public static let autoTagging = AttributeType(rawValue: "auto_tagging")
  }

  /// The name by which a type is known, for names that differ between servers (N7).
  public var canonical: AttributeType {
    switch rawValue {
    case "pim_catalog_price": .priceCollection
    case "pim_reference_data_catalog_simpleselect", "pim_catalog_reference_data_simpleselect",
      "pim_catalog_reference_data_simple_select":
      .referenceDataSimpleSelect
    case "pim_reference_data_catalog_multiselect", "pim_catalog_reference_data_multiselect",
      "pim_catalog_reference_data_multi_select":
      .referenceDataMultiSelect
    case "pim_catalog_asset": .assetCollection
    default: self
    }
  }

  /// Reads a type from a single string.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the type as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension AttributeType: CustomStringConvertible {
  /// The type's name.
  public var description: String { rawValue }
}
