/// A kind of item that is synchronised, such as products or families. Feeds are values: a destination with kinds of its
/// own names them as it likes.
public struct SyncFeed: RawRepresentable, Hashable, Sendable, Codable {
  /// The feed's name, in camel case, as it stands in plans, reports and file names.
  public let rawValue: String

  /// Creates a feed from its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Creates a feed from its name.
  public init(_ name: String) { rawValue = name }

  /// Channels.
  public static let channels = SyncFeed(rawValue: "channels")
  /// Locales.
  public static let locales = SyncFeed(rawValue: "locales")
  /// Currencies.
  public static let currencies = SyncFeed(rawValue: "currencies")
  /// Measurement families.
  public static let measurementFamilies = SyncFeed(rawValue: "measurementFamilies")
  /// Association types.
  public static let associationTypes = SyncFeed(rawValue: "associationTypes")
  /// Categories of the channel's tree.
  public static let categories = SyncFeed(rawValue: "categories")
  /// Attribute groups.
  public static let attributeGroups = SyncFeed(rawValue: "attributeGroups")
  /// Attributes.
  public static let attributes = SyncFeed(rawValue: "attributes")
  /// Options of attributes.
  public static let attributeOptions = SyncFeed(rawValue: "attributeOptions")
  /// Families.
  public static let families = SyncFeed(rawValue: "families")
  /// Variants of families.
  public static let familyVariants = SyncFeed(rawValue: "familyVariants")
  /// Reference entities.
  public static let referenceEntities = SyncFeed(rawValue: "referenceEntities")
  /// Attributes of reference entities.
  public static let referenceEntityAttributes = SyncFeed(rawValue: "referenceEntityAttributes")
  /// Options of attributes of reference entities.
  public static let referenceEntityAttributeOptions = SyncFeed(rawValue: "referenceEntityAttributeOptions")
  /// Records of reference entities.
  public static let referenceEntityRecords = SyncFeed(rawValue: "referenceEntityRecords")
  /// Asset families.
  public static let assetFamilies = SyncFeed(rawValue: "assetFamilies")
  /// Attributes of asset families.
  public static let assetFamilyAttributes = SyncFeed(rawValue: "assetFamilyAttributes")
  /// Options of attributes of asset families.
  public static let assetFamilyAttributeOptions = SyncFeed(rawValue: "assetFamilyAttributeOptions")
  /// Assets.
  public static let assets = SyncFeed(rawValue: "assets")
  /// Product models.
  public static let productModels = SyncFeed(rawValue: "productModels")
  /// Products, variants included.
  public static let products = SyncFeed(rawValue: "products")

  /// All feeds of the PIM, in the order in which one depends on the other.
  public static let all: [SyncFeed] = [
    .channels, .locales, .currencies, .measurementFamilies, .associationTypes, .categories, .attributeGroups,
    .attributes, .attributeOptions, .families, .familyVariants, .referenceEntities, .referenceEntityAttributes,
    .referenceEntityAttributeOptions, .assetFamilies, .assetFamilyAttributes, .assetFamilyAttributeOptions,
    .referenceEntityRecords, .assets, .productModels, .products,
  ]
}

/// In a dictionary that is encoded, feeds are the names of an object's members.
extension SyncFeed: CodingKeyRepresentable, ExpressibleByStringLiteral {
  /// Creates a feed from a literal.
  public init(stringLiteral value: String) { rawValue = value }
}

extension SyncFeed {
  /// The PIM's own feeds in the order in which one depends on the other, then others by name.
  static func inOrder(_ feeds: some Collection<SyncFeed>) -> [SyncFeed] {
    all.filter(feeds.contains) + feeds.filter { !all.contains($0) }.sorted { $0.rawValue < $1.rawValue }
  }
}

extension SyncFeed: CustomStringConvertible {
  /// The feed's name.
  public var description: String { rawValue }
}
