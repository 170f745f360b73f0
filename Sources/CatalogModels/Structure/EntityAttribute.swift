/// What the attributes of records and the attributes of assets have in common.
///
/// Which properties mean something depends on the ``type``; the others are `nil` or empty.
/// See https://api.akeneo.com/concepts/reference-entities.html#reference-entity-attribute
public protocol EntityAttribute: LabeledEntity {}

extension EntityAttribute {
  /// The type of its values, such as ``AttributeType/Entity/text``.
  public var type: AttributeType { AttributeType(rawValue: raw.string("type") ?? "") }
  /// Whether it has a value for each channel.
  public var valuePerChannel: Bool { raw.bool("value_per_channel") ?? false }
  /// Whether it has a value for each locale.
  public var valuePerLocale: Bool { raw.bool("value_per_locale") ?? false }
  /// Whether it counts for completeness.
  public var isRequiredForCompleteness: Bool { raw.bool("is_required_for_completeness") ?? false }
  /// Whether it is shown and not edited. The API can write it all the same.
  public var isReadOnly: Bool { raw.bool("is_read_only") ?? false }

  /// The longest text, in characters; `nil` says without limit.
  public var maxCharacters: Int? { raw.int("max_characters") }
  /// Whether text has several lines.
  public var isTextarea: Bool { raw.bool("is_textarea") ?? false }
  /// Whether text is edited as HTML.
  public var isRichTextEditor: Bool { raw.bool("is_rich_text_editor") ?? false }
  /// How text is checked: `email`, `regexp`, `url` or `none`.
  public var validationRule: String? { raw.string("validation_rule") }
  /// The regular expression for the rule `regexp`.
  public var validationRegexp: String? { raw.string("validation_regexp") }
  /// The endings of file names that are accepted; none says all.
  public var allowedExtensions: [String] { raw.strings("allowed_extensions") }
  /// The largest file in megabytes, as text.
  public var maxFileSize: String? { raw.numberText("max_file_size") }
  /// Whether numbers may have a fraction.
  public var areDecimalsAllowed: Bool { raw.bool("decimals_allowed") ?? false }
  /// The smallest number, as text.
  public var minValue: String? { raw.numberText("min_value") }
  /// The largest number, as text.
  public var maxValue: String? { raw.numberText("max_value") }
  /// The asset family that links of this attribute name.
  public var linkedAssetFamily: Code<AssetFamily>? { raw.code("asset_family_identifier") }
}
