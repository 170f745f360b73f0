internal import CatalogJSON

/// What rendering and filters ask about an attribute, read from its row once.
struct AttributeFacts: Sendable {
  let code: String
  let type: String
  let isLocalizable: Bool
  let isScopable: Bool
  /// The reference entity or asset family that values of the attribute name.
  let referenceDataName: String?
  let metricFamily: String?
  /// The locales that a locale-specific attribute has values for; empty for all.
  let availableLocales: Set<String>
  /// A table attribute's columns: code and data type, in order.
  let columns: [(code: String, type: String)]

  init(_ row: JSONSlice) {
    code = row["code"]?.string ?? ""
    type = row["type"]?.string ?? ""
    isLocalizable = row["localizable"]?.bool ?? false
    isScopable = row["scopable"]?.bool ?? false
    referenceDataName = row["reference_data_name"]?.string
    metricFamily = row["metric_family"]?.string
    availableLocales = Set(row["available_locales"]?.elements.compactMap(\.string) ?? [])
    columns =
      (row["table_configuration"]?.elements).map { columns in
        columns.map { ($0["code"]?.string ?? "", $0["data_type"]?.string ?? "text") }
      } ?? []
  }
}
