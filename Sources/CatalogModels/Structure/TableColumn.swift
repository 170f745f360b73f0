/// A column of an attribute of the type table.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#table-attribute
public struct TableColumn: Sendable, Hashable, Codable {
  /// The definition as it came.
  public let json: RawJSON
  /// The code, which is the key of a cell in its row.
  public let code: String

  package init?(_ json: RawJSON) {
    guard let code = json["code"]?.string ?? json["code"]?.numberText else { return nil }
    self.json = json
    self.code = code
  }

  /// What the cells hold: `select`, `text`, `number`, `incremental_number`, `boolean`, `date`, `measurement`,
  /// `reference_entity` or `product_link`.
  public var dataType: String { json["data_type"]?.string ?? "" }
  /// The names.
  public var labels: Labels { Labels(json["labels"]) }
  /// The limits of its cells, as they came.
  public var validations: RawJSON? { json["validations"] }
  /// The smallest number of a cell, as text.
  public var min: String? { validations?["min"]?.lenientNumberText }
  /// The largest number of a cell, as text.
  public var max: String? { validations?["max"]?.lenientNumberText }
  /// Whether numbers of a cell may have a fraction.
  public var areDecimalsAllowed: Bool? { validations?["decimals_allowed"]?.lenientBool }
  /// The longest text of a cell, in characters.
  public var maxLength: Int? { validations?["max_length"]?.lenientInt }
  /// Whether a row is complete only with this cell.
  public var isRequiredForCompleteness: Bool { json["is_required_for_completeness"]?.lenientBool ?? false }
  /// The reference entity of a `reference_entity` column.
  public var referenceEntity: Code<ReferenceEntity>? {
    (json["reference_entity_identifier"] ?? json["reference_entity_code"])?.code()
  }
  /// The measurement family of a `measurement` column.
  public var measurementFamily: Code<MeasurementFamily>? { json["measurement_family_code"]?.code() }
  /// The unit in which cells of a `measurement` column are entered at first.
  public var measurementDefaultUnit: String? { json["measurement_default_unit_code"]?.string }

  /// The options of a `select` column, where the server was asked for them.
  public var options: [Option] { (json["options"]?.list ?? []).compactMap(Option.init) }

  /// An option of a `select` column.
  public struct Option: Sendable, Hashable, Codable {
    /// The code.
    public let code: String
    /// The names.
    public let labels: Labels

    init?(_ json: RawJSON) {
      guard let code = json["code"]?.string ?? json["code"]?.numberText else { return nil }
      self.code = code
      labels = Labels(json["labels"])
    }
  }
}
