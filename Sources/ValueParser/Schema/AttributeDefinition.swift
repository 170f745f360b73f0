internal import CatalogModels

/// What the parser has to know of an attribute or of a table's column, taken out of its definition once. It is shared by
/// all values that are typed by it.
final class AttributeDefinition: Sendable {
  let code: String
  /// The code of an attribute; of no use for a column.
  var attribute: Code<Attribute> { Code(code) }
  /// The type's name as the definition has it.
  let type: String
  let kind: ValueKind
  let isLocalizable: Bool
  let isScopable: Bool
  /// What else its kind needs.
  let details: Details

  struct Details: Sendable {
    /// The reference entity, asset family or custom list of links.
    var target: String?
    /// The measurement family, in the case in which codes are compared.
    var metricFamily: String?
    /// The options of a column.
    var options: OptionTable?
    /// The columns of a table.
    var columns = ColumnTable()
    var prefix: String?
    var suffix: String?
    var mediaType: String?
  }

  private init(
    code: String, type: String, kind: ValueKind, isLocalizable: Bool = false, isScopable: Bool = false,
    details: Details
  ) {
    self.code = code
    self.type = type
    self.kind = kind
    self.isLocalizable = isLocalizable
    self.isScopable = isScopable
    self.details = details
  }

  convenience init(_ attribute: Attribute) {
    let kind = ValueKind(attribute.type)
    var details = Details()
    switch kind {
    case .metric:
      details.metricFamily = attribute.metricFamily?.folded
    case .table:
      details.columns = ColumnTable(attribute.tableConfiguration.map { AttributeDefinition($0) })
    default:
      details.target = attribute.referenceDataName
    }
    self.init(
      code: attribute.code.rawValue, type: attribute.type.rawValue, kind: kind,
      isLocalizable: attribute.isLocalizable, isScopable: attribute.isScopable, details: details)
  }

  convenience init(_ attribute: ReferenceEntityAttribute) {
    let type = attribute.type.rawValue
    let kind = ValueKind(ofEntityAttribute: type, isTextarea: attribute.isTextarea, mediaType: nil)
    var details = Details()
    details.target =
      kind == .assets ? attribute.linkedAssetFamily?.rawValue : attribute.linkedReferenceEntity?.rawValue
    self.init(
      code: attribute.code.rawValue, type: type, kind: kind,
      isLocalizable: attribute.valuePerLocale, isScopable: attribute.valuePerChannel, details: details)
  }

  convenience init(_ attribute: AssetFamilyAttribute) {
    let type = attribute.type.rawValue
    let kind = ValueKind(
      ofEntityAttribute: type, isTextarea: attribute.isTextarea, mediaType: attribute.mediaType)
    var details = Details(prefix: attribute.prefix, suffix: attribute.suffix, mediaType: attribute.mediaType)
    details.target =
      kind == .assets
      ? attribute.linkedAssetFamily?.rawValue
      : attribute.linkedReferenceEntity?.rawValue ?? attribute.raw["reference_entity"]?.string
    self.init(
      code: attribute.code.rawValue, type: type, kind: kind,
      isLocalizable: attribute.valuePerLocale, isScopable: attribute.valuePerChannel, details: details)
  }

  convenience init(_ column: TableColumn) {
    let kind = ValueKind(ofColumn: column.dataType)
    var details = Details()
    details.target = column.referenceEntity?.rawValue
    details.metricFamily = column.measurementFamily?.folded
    if kind == .option {
      var table = OptionTable()
      for option in column.options { table.insert(code: option.code, labels: option.labels, place: nil) }
      details.options = table
    }
    self.init(code: column.code, type: column.dataType, kind: kind, details: details)
  }
}
