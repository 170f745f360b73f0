public import CatalogModels

// MARK: Families

extension PatchField where Item == Family, Value == [Code<Attribute>] {
  /// The attributes: the whole list.
  public static var attributes: Self { Self("attributes") }
}

extension PatchField where Item == Family, Value == Code<Attribute> {
  /// The attribute that serves as a product's name, which a new family needs.
  public static var attributeAsLabel: Self { Self("attribute_as_label") }
}

extension PatchField where Item == Family, Value == Code<Attribute>? {
  /// The attribute that serves as a product's picture.
  public static var attributeAsImage: Self { Self("attribute_as_image") }
}

extension CatalogPatch where Item == Family {
  /// Sets the attributes that a product needs to be complete for a channel: the whole list of that channel.
  public mutating func require(_ attributes: [Code<Attribute>], in channel: Code<Channel>) {
    merge(raw: "attribute_requirements", channel.rawValue, attributes.patchJSON)
  }
}

extension CatalogPatch where Item == FamilyVariant {
  /// Sets the levels: the axes of each and the attributes whose values it owns.
  public mutating func setLevels(_ levels: [FamilyVariant.Level]) {
    self[raw: "variant_attribute_sets"] = .array(
      levels.map { level in
        .object([
          ("level", .int(level.level)), ("axes", level.axes.patchJSON), ("attributes", level.attributes.patchJSON),
        ])
      })
  }
}

// MARK: Attributes

extension PatchField where Item == Attribute, Value == AttributeType {
  /// The type, which a new attribute needs and an old one keeps.
  public static var type: Self { Self("type") }
}

extension PatchField where Item == Attribute, Value == Code<AttributeGroup> {
  /// The group, which a new attribute needs.
  public static var group: Self { Self("group") }
}

extension PatchField where Item == Attribute, Value == Bool {
  /// Whether it has a value for each locale. It stays as it was made.
  public static var localizable: Self { Self("localizable") }
  /// Whether it has a value for each channel. It stays as it was made.
  public static var scopable: Self { Self("scopable") }
  /// Whether no two products have the same value. It stays as it was made.
  public static var unique: Self { Self("unique") }
  /// Whether it can be used as a filter in the PIM's grids.
  public static var usableAsGridFilter: Self { Self("useable_as_grid_filter") }
  /// Whether numbers may have a fraction.
  public static var decimalsAllowed: Self { Self("decimals_allowed") }
  /// Whether numbers may be below zero.
  public static var negativesAllowed: Self { Self("negative_allowed") }
  /// Whether options stand in the order of their labels.
  public static var sortsOptionsByLabel: Self { Self("auto_option_sorting") }
  /// Whether text is edited as HTML.
  public static var wysiwygEnabled: Self { Self("wysiwyg_enabled") }
}

extension PatchField where Item == Attribute, Value == String? {
  /// The smallest number, as text; `nil` for no limit.
  public static var numberMin: Self { Self("number_min") }
  /// The largest number, as text; `nil` for no limit.
  public static var numberMax: Self { Self("number_max") }
  /// The first day, in ISO 8601; `nil` for no limit.
  public static var dateMin: Self { Self("date_min") }
  /// The last day, in ISO 8601; `nil` for no limit.
  public static var dateMax: Self { Self("date_max") }
  /// The largest file in megabytes, as text; `nil` for no limit.
  public static var maxFileSize: Self { Self("max_file_size") }
  /// How text is checked: `email`, `regexp` or `url`; `nil` for not at all.
  public static var validationRule: Self { Self("validation_rule") }
  /// The regular expression for the rule `regexp`.
  public static var validationRegexp: Self { Self("validation_regexp") }
}

extension PatchField where Item == Attribute, Value == [String] {
  /// The endings of file names that are accepted: the whole list.
  public static var allowedExtensions: Self { Self("allowed_extensions") }
}

extension PatchField where Item == Attribute, Value == Int? {
  /// The longest text, in characters; `nil` for no limit.
  public static var maxCharacters: Self { Self("max_characters") }
  /// The number of characters to type before options of a long list are shown.
  public static var minimumInputLength: Self { Self("minimum_input_length") }
}

extension PatchField where Item == Attribute, Value == Int {
  /// Its place in its group.
  public static var sortOrder: Self { Self("sort_order") }
}

extension PatchField where Item == Attribute, Value == Code<MeasurementFamily> {
  /// The measurement family of a metric.
  public static var metricFamily: Self { Self("metric_family") }
}

extension PatchField where Item == Attribute, Value == String {
  /// The unit in which a metric is entered at first.
  public static var defaultMetricUnit: Self { Self("default_metric_unit") }
  /// The reference entity, asset family or custom list whose entries the values name.
  public static var referenceDataName: Self { Self("reference_data_name") }
}

extension PatchField where Item == Attribute, Value == [Code<CatalogLocale>] {
  /// The only locales in which it has values.
  public static var availableLocales: Self { Self("available_locales") }
}

extension PatchField where Item == AttributeOption, Value == Int {
  /// Its place among the options.
  public static var sortOrder: Self { Self("sort_order") }
}

extension PatchField where Item == AttributeGroup, Value == Int {
  /// Its place among the groups.
  public static var sortOrder: Self { Self("sort_order") }
}

extension PatchField where Item == AttributeGroup, Value == [Code<Attribute>] {
  /// The attributes: the whole list.
  public static var attributes: Self { Self("attributes") }
}

// MARK: Association types and categories

extension PatchField where Item == AssociationType, Value == Bool {
  /// Whether it links both ways. It stays as it was made.
  public static var twoWay: Self { Self("is_two_way") }
  /// Whether its links have quantities. It stays as it was made.
  public static var quantified: Self { Self("is_quantified") }
}

extension PatchField where Item == CatalogCategory, Value == Code<CatalogCategory>? {
  /// The category above; `nil` for the root of a tree.
  public static var parent: Self { Self("parent") }
}
