/// One kind of file of a catalog folder, and so one resource of the PIM: its name is the file's, without `.jsonl`.
///
/// Rows of a nested resource name what they belong to in fields that the API has in the path, as
/// `{"attribute":"colour","code":"red",…}` does in `attribute_options`.
public struct CatalogFile: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file's name without its extension, such as `products`.
  public let rawValue: String

  /// Names a file, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Products, by `uuid`.
  public static let products = CatalogFile(rawValue: "products")
  /// Product models.
  public static let productModels = CatalogFile(rawValue: "product_models")
  /// Families.
  public static let families = CatalogFile(rawValue: "families")
  /// Family variants; rows name their `family`.
  public static let familyVariants = CatalogFile(rawValue: "family_variants")
  /// Attributes.
  public static let attributes = CatalogFile(rawValue: "attributes")
  /// Attribute options; rows name their `attribute`.
  public static let attributeOptions = CatalogFile(rawValue: "attribute_options")
  /// Attribute groups.
  public static let attributeGroups = CatalogFile(rawValue: "attribute_groups")
  /// Association types.
  public static let associationTypes = CatalogFile(rawValue: "association_types")
  /// Categories.
  public static let categories = CatalogFile(rawValue: "categories")
  /// Channels.
  public static let channels = CatalogFile(rawValue: "channels")
  /// Locales.
  public static let locales = CatalogFile(rawValue: "locales")
  /// Currencies.
  public static let currencies = CatalogFile(rawValue: "currencies")
  /// Measurement families.
  public static let measurementFamilies = CatalogFile(rawValue: "measurement_families")
  /// Reference entities.
  public static let referenceEntities = CatalogFile(rawValue: "reference_entities")
  /// Attributes of reference entities; rows name their `reference_entity`.
  public static let referenceEntityAttributes = CatalogFile(rawValue: "reference_entity_attributes")
  /// Options of such attributes; rows name their `reference_entity` and `attribute`.
  public static let referenceEntityAttributeOptions = CatalogFile(rawValue: "reference_entity_attribute_options")
  /// Records; rows name their `reference_entity`.
  public static let referenceEntityRecords = CatalogFile(rawValue: "reference_entity_records")
  /// Asset families.
  public static let assetFamilies = CatalogFile(rawValue: "asset_families")
  /// Attributes of asset families; rows name their `asset_family`.
  public static let assetFamilyAttributes = CatalogFile(rawValue: "asset_family_attributes")
  /// Options of such attributes; rows name their `asset_family` and `attribute`.
  public static let assetFamilyAttributeOptions = CatalogFile(rawValue: "asset_family_attribute_options")
  /// Assets; rows name their `asset_family`.
  public static let assets = CatalogFile(rawValue: "assets")
  /// Metadata of product media files.
  public static let mediaFiles = CatalogFile(rawValue: "media_files")
  /// Bytes of media files: `{"code":…,"kind":…,"mime_type":…,"base64":…}`.
  public static let mediaContents = CatalogFile(rawValue: "media_contents")

  /// All files that a catalog folder can have.
  public static let all: [CatalogFile] = [
    .products, .productModels, .families, .familyVariants, .attributes, .attributeOptions, .attributeGroups,
    .associationTypes, .categories, .channels, .locales, .currencies, .measurementFamilies, .referenceEntities,
    .referenceEntityAttributes, .referenceEntityAttributeOptions, .referenceEntityRecords, .assetFamilies,
    .assetFamilyAttributes, .assetFamilyAttributeOptions, .assets, .mediaFiles, .mediaContents,
  ]

  /// The name.
  public var description: String { rawValue }

  /// Orders by name.
  public static func < (a: CatalogFile, b: CatalogFile) -> Bool { a.rawValue < b.rawValue }
}

extension CatalogFile {
  /// The field that tells one row from another, within what it belongs to.
  var keyField: String { self == .products ? "uuid" : "code" }

  /// The fields that name what a row belongs to, outermost first.
  var parentFields: [String] {
    switch self {
    case .familyVariants: ["family"]
    case .attributeOptions: ["attribute"]
    case .referenceEntityAttributes, .referenceEntityRecords: ["reference_entity"]
    case .referenceEntityAttributeOptions: ["reference_entity", "attribute"]
    case .assetFamilyAttributes, .assets: ["asset_family"]
    case .assetFamilyAttributeOptions: ["asset_family", "attribute"]
    default: []
    }
  }

  /// The parent fields that the API leaves out of its answers.
  var hiddenFields: [String] { self == .attributeOptions ? [] : parentFields }

  /// Whether codes are told apart by their letters' case: those under asset families are (N15).
  var mindsCase: Bool {
    switch self {
    case .assetFamilies, .assetFamilyAttributes, .assetFamilyAttributeOptions, .assets, .mediaFiles, .mediaContents:
      true
    default: false
    }
  }
}
