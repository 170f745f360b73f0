/// Which products a new asset is linked to, and in which of their values.
///
/// Texts may hold `{{attribute}}`, for which the server puts in the asset's own value.
/// See https://api.akeneo.com/concepts/asset-manager.html#focus-on-the-product-link-rule
public struct AssetProductLinkRule: Sendable, Hashable, Codable {
  /// The rule as it came.
  public let json: RawJSON

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - productSelections: The conditions that a product must fulfil, all of them.
  ///   - assignments: The values that the asset is written to.
  public init(_ productSelections: [Selection], assigning assignments: [Assignment]) {
    json = .object([
      ("product_selections", .array(productSelections.map(\.json))),
      ("assign_assets_to", .array(assignments.map(\.json))),
    ])
  }

  init(_ json: RawJSON) { self.json = json }

  /// The conditions that a product must fulfil, all of them.
  public var productSelections: [Selection] { (json["product_selections"]?.list ?? []).compactMap(Selection.init) }
  /// The values that the asset is written to.
  public var assignments: [Assignment] { (json["assign_assets_to"]?.list ?? []).compactMap(Assignment.init) }

  /// A condition on products.
  public struct Selection: Sendable, Hashable, Codable {
    /// The property or attribute.
    public let field: String
    /// The comparison, such as `=` or `IN`.
    public let `operator`: String
    /// What is compared with.
    public let value: RawJSON
    /// The channel, or text with `{{…}}`.
    public let channel: String?
    /// The locale, or text with `{{…}}`.
    public let locale: String?

    /// Creates a condition.
    public init(
      _ field: String, _ operator: String, _ value: RawJSON, channel: String? = nil, locale: String? = nil
    ) {
      self.field = field
      self.operator = `operator`
      self.value = value
      self.channel = channel
      self.locale = locale
    }

    var json: RawJSON {
      RawJSON.object([("field", .string(field)), ("operator", .string(`operator`)), ("value", value)])
        .setting("channel", to: channel.map { .string($0) }).setting("locale", to: locale.map { .string($0) })
    }

    init?(_ json: RawJSON) {
      guard let field = json["field"]?.string, let name = json["operator"]?.string else { return nil }
      self.field = field
      self.operator = name
      value = json["value"] ?? .null
      channel = json["channel"]?.string
      locale = json["locale"]?.string
    }
  }

  /// A value that the asset is written to.
  public struct Assignment: Sendable, Hashable, Codable {
    /// The attribute, an asset collection, or text with `{{…}}`.
    public let attribute: String
    /// `add` or `replace`.
    public let mode: String
    /// The channel, or text with `{{…}}`.
    public let channel: String?
    /// The locale, or text with `{{…}}`.
    public let locale: String?

    /// Creates an assignment.
    ///
    /// - Parameters:
    ///   - attribute: The attribute, an asset collection, or text with `{{…}}`.
    ///   - mode: `add` or `replace`.
    ///   - channel: The channel, or text with `{{…}}`.
    ///   - locale: The locale, or text with `{{…}}`.
    public init(_ attribute: String, mode: String, channel: String? = nil, locale: String? = nil) {
      self.attribute = attribute
      self.mode = mode
      self.channel = channel
      self.locale = locale
    }

    var json: RawJSON {
      RawJSON.object([("attribute", .string(attribute)), ("mode", .string(mode))])
        .setting("channel", to: channel.map { .string($0) }).setting("locale", to: locale.map { .string($0) })
    }

    init?(_ json: RawJSON) {
      guard let attribute = json["attribute"]?.string, let mode = json["mode"]?.string else { return nil }
      self.attribute = attribute
      self.mode = mode
      channel = json["channel"]?.string
      locale = json["locale"]?.string
    }
  }
}
