public import CatalogModels

extension DestinationMapping {
  /// Where it is sold: a channel in some locales and one currency.
  public struct Site: Codable, Sendable, Hashable {
    /// The destination's name of it. It ends the names of fields that differ by site: `title.de`.
    public var name: String
    /// The channel.
    public var channel: Code<Channel>
    /// The locales, the best first: a text that is missing in one is taken from the next.
    public var locales: [Code<CatalogLocale>]
    /// The currency of single amounts.
    public var currency: Code<Currency>?

    /// Creates a site.
    public init(
      _ name: String, channel: Code<Channel>, locales: [Code<CatalogLocale>], currency: Code<Currency>? = nil
    ) {
      self.name = name
      self.channel = channel
      self.locales = locales
      self.currency = currency
    }
  }

  /// One field of the destination's products: what it is called, where it comes from and what it holds.
  public struct Field: Codable, Sendable, Hashable {
    /// The destination's name of it.
    public var field: String
    /// The attribute that it is taken from.
    public var attribute: Code<Attribute>?
    /// The column, of an attribute that is a table: the field is then a list of the column's cells.
    public var column: String?
    /// The property that it is taken from.
    public var property: Property?
    /// A text that it always holds.
    public var constant: String?
    /// What it holds; `nil` for what suits the attribute.
    public var type: FieldType?
    /// The unit of measurements, by the measurement family's code of it; `nil` for the channel's.
    public var unit: String?
    /// The decimals that a converted measurement keeps; `nil` for as many as needed.
    public var places: Int?
    /// Whether each site has the field for itself.
    public var perSite: Bool?

    /// Creates a field of an attribute.
    public init(
      _ field: String, attribute: Code<Attribute>, column: String? = nil, as type: FieldType? = nil,
      unit: String? = nil, places: Int? = nil, perSite: Bool? = nil
    ) {
      self.field = field
      self.attribute = attribute
      self.column = column
      self.type = type
      self.unit = unit
      self.places = places
      self.perSite = perSite
    }

    /// Creates a field of a property.
    public init(_ field: String, property: Property) {
      self.field = field
      self.property = property
    }

    /// Creates a field that always holds the same.
    public init(_ field: String, constant: String) {
      self.field = field
      self.constant = constant
    }
  }

  /// What a field holds. More cases may come, so a `switch` needs a `default`.
  public enum FieldType: String, Codable, Sendable, Hashable, CaseIterable {
    /// Text; also the text of a number or a day.
    case text
    /// A whole number.
    case integer
    /// A number with all its decimals; of a measurement, its amount in the field's unit.
    case decimal
    /// Yes or no.
    case boolean
    /// A day, as `2024-06-01`.
    case date
    /// `{"amount": "12.50", "currency": "EUR"}` in the site's currency.
    case money
    /// A list of such, in the channel's currencies.
    case prices
    /// `{"amount": "1.29", "unit": "KILOGRAM"}`.
    case measurement
    /// The code of one option, entry or record.
    case code
    /// The codes of several.
    case codes
    /// The name of one option in the site's locales, its code where none has one (G5).
    case label
    /// The names of several.
    case labels
    /// The code of a media file, or the address of a media link.
    case media
    /// `{"product": uuid}` or `{"productModel": code}`.
    case link
    /// The data as the API gives them.
    case json
  }

  /// What a product or product model has beside its values. More cases may come, so a `switch` needs a `default`.
  public enum Property: String, Codable, Sendable, Hashable, CaseIterable {
    /// The UUID of a product.
    case uuid
    /// The main identifier of a product.
    case identifier
    /// The code of a product model.
    case code
    /// Whether a product is enabled.
    case enabled
    /// The family.
    case family
    /// The attribute set that the family is mapped to.
    case attributeSet
    /// The categories in the mapped branches.
    case categories
    /// The product model that it is a variant of.
    case parent
  }

  /// An association type that becomes a type of link.
  public struct Link: Codable, Sendable, Hashable {
    /// The association type.
    public var association: Code<AssociationType>
    /// The destination's name of it.
    public var `as`: String
    /// Whether it holds in both directions, so that each pair is one link (G8); `nil` for what the PIM says.
    public var isTwoWay: Bool?

    /// Creates a type of link.
    public init(_ association: Code<AssociationType>, as name: String, isTwoWay: Bool? = nil) {
      self.association = association
      self.as = name
      self.isTwoWay = isTwoWay
    }
  }

  /// A branch of the category tree.
  public struct Branch: Codable, Sendable, Hashable {
    /// The category at its top, which is sent too.
    public var root: Code<CatalogCategory>
    /// The destination's own category below which it hangs; `nil` where it is a tree of its own.
    public var below: String?

    /// Creates a branch.
    public init(_ root: Code<CatalogCategory>, below: String? = nil) {
      self.root = root
      self.below = below
    }
  }

  /// Whether a customer group may see a category and what is below it. Of several that fit, the nearest counts.
  public struct Permission: Codable, Sendable, Hashable {
    /// The category.
    public var category: Code<CatalogCategory>
    /// The destination's customer group.
    public var group: String
    /// Whether it is shown.
    public var isAllowed: Bool

    /// Creates a permission.
    public init(_ category: Code<CatalogCategory>, group: String, isAllowed: Bool) {
      self.category = category
      self.group = group
      self.isAllowed = isAllowed
    }
  }

  /// Pictures with a role, such as the main one: the field `images.` and the role.
  public struct Image: Codable, Sendable, Hashable {
    /// What they are for.
    public var role: String
    /// The attribute: an image, a file or a collection of assets.
    public var attribute: Code<Attribute>
    /// The attribute that has the alternative text of an image or file. Assets bring their own.
    public var alternativeText: Code<Attribute>?

    /// Creates a role.
    public init(_ role: String, attribute: Code<Attribute>, alternativeText: Code<Attribute>? = nil) {
      self.role = role
      self.attribute = attribute
      self.alternativeText = alternativeText
    }
  }

  /// Where assets of a family have their file and their alternative text.
  public struct AssetFiles: Codable, Sendable, Hashable {
    /// The asset family.
    public var family: Code<AssetFamily>
    /// The attribute with the file or the link.
    public var file: Code<Attribute>
    /// The attribute with the alternative text.
    public var alternativeText: Code<Attribute>?

    /// Creates a place.
    public init(_ family: Code<AssetFamily>, file: Code<Attribute>, alternativeText: Code<Attribute>? = nil) {
      self.family = family
      self.file = file
      self.alternativeText = alternativeText
    }
  }

  /// A price attribute: the fields `NAME.EUR`, `NAME.USD` … of the feed `prices`, in the currencies of the sites.
  public struct PriceField: Codable, Sendable, Hashable {
    /// The destination's name of it.
    public var field: String
    /// The attribute.
    public var attribute: Code<Attribute>

    /// Creates a price.
    public init(_ field: String, attribute: Code<Attribute>) {
      self.field = field
      self.attribute = attribute
    }
  }
}
