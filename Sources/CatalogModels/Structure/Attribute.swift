#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The definition of an attribute of products and product models.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#attribute
public struct Attribute: LabeledEntity {
  /// `attribute`.
  public static var entityName: String { "attribute" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "type", "group", "group_labels", "sort_order", "labels", "guidelines", "localizable", "scopable",
    "available_locales", "unique", "is_main_identifier", "is_mandatory", "is_read_only", "useable_as_grid_filter",
    "reference_data_name", "max_characters", "validation_rule", "validation_regexp", "wysiwyg_enabled", "number_min",
    "number_max", "decimals_allowed", "decimal_places_strategy", "decimal_places", "negative_allowed",
    "metric_family", "default_metric_unit", "date_min", "date_max", "allowed_extensions", "max_file_size",
    "minimum_input_length", "auto_option_sorting", "default_value", "table_configuration",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<Attribute>

  /// Makes an attribute of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The type of its values. An attribute without one, or with one not known here, keeps its values raw.
  public var type: AttributeType { AttributeType(rawValue: raw.string("type") ?? "") }
  /// The group in which it stands.
  public var group: Code<AttributeGroup>? { raw.code("group") }
  /// The names of its group, where the server sends them.
  public var groupLabels: Labels { Labels(raw["group_labels"]) }
  /// The place within its group.
  public var sortOrder: Int? { raw.int("sort_order") }
  /// Explanations for those who enter values.
  public var guidelines: Labels { Labels(raw["guidelines"]) }

  /// Whether it has a value for each locale.
  public var isLocalizable: Bool { raw.bool("localizable") ?? false }
  /// Whether it has a value for each channel.
  public var isScopable: Bool { raw.bool("scopable") ?? false }
  /// The locales for which a locale-specific attribute has values; none says that it is not locale-specific.
  public var availableLocales: [Code<CatalogLocale>] { raw.codes("available_locales") }
  /// Whether no two products may hold the same value.
  public var isUnique: Bool { raw.bool("unique") ?? false }
  /// Whether it is the main identifier of products.
  public var isMainIdentifier: Bool { raw.bool("is_main_identifier") ?? false }
  /// Whether every product needs it from its creation on.
  public var isMandatory: Bool { raw.bool("is_mandatory") ?? false }
  /// Whether it can be used as a filter in the grid.
  public var isUsableAsGridFilter: Bool { raw.bool("useable_as_grid_filter") ?? false }
  /// Whether it is shown and not edited.
  public var isReadOnly: Bool { raw.bool("is_read_only") ?? false }

  /// The reference entity, asset family or custom list of its values.
  public var referenceDataName: String? { raw.string("reference_data_name") }

  /// The longest text, in characters.
  public var maxCharacters: Int? { raw.int("max_characters") }
  /// How text is checked: `email`, `regexp` or `url`.
  public var validationRule: String? { raw.string("validation_rule") }
  /// The regular expression for the rule `regexp`.
  public var validationRegexp: String? { raw.string("validation_regexp") }
  /// Whether text is edited as HTML.
  public var isWYSIWYGEnabled: Bool? { raw.bool("wysiwyg_enabled") }
  /// The smallest number, as text.
  public var numberMin: String? { raw.numberText("number_min") }
  /// The largest number, as text.
  public var numberMax: String? { raw.numberText("number_max") }
  /// Whether numbers may have a fraction; such numbers come as text.
  public var areDecimalsAllowed: Bool? { raw.bool("decimals_allowed") }
  /// What becomes of further decimal places: `round`, `forbid` or `trim`, where the server says so.
  public var decimalPlacesStrategy: String? { raw.string("decimal_places_strategy") }
  /// The number of decimal places for the strategies `round` and `forbid`.
  public var decimalPlaces: Int? { raw.int("decimal_places") }
  /// Whether numbers may be negative.
  public var areNegativesAllowed: Bool? { raw.bool("negative_allowed") }
  /// The measurement family of its units.
  public var metricFamily: Code<MeasurementFamily>? { raw.code("metric_family") }
  /// The unit in which values are entered at first.
  public var defaultMetricUnit: String? { raw.string("default_metric_unit") }
  /// The first day.
  public var dateMin: Date? { raw.date("date_min") }
  /// The last day.
  public var dateMax: Date? { raw.date("date_max") }
  /// The endings of file names that are accepted; none says all.
  public var allowedExtensions: [String] { raw.strings("allowed_extensions") }
  /// The largest file in megabytes, as text.
  public var maxFileSize: String? { raw.numberText("max_file_size") }
  /// The number of characters to type before options of a long list are shown.
  public var minimumInputLength: Int? { raw.int("minimum_input_length") }
  /// Whether options stand in the order of their labels.
  public var sortsOptionsByLabel: Bool? { raw.bool("auto_option_sorting") }
  /// The value of new products.
  public var defaultValue: RawJSON? { raw["default_value"].flatMap { $0.isNull ? nil : $0 } }
  /// The columns of a table.
  public var tableConfiguration: [TableColumn] { (raw["table_configuration"]?.list ?? []).compactMap(TableColumn.init) }
}
