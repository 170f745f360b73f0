import CatalogModels

/// The catalog as it is: one record for each item, its fields named as in the API, and a field for each value.
///
/// | field | holds |
/// |---|---|
/// | `family`, `parent`, `enabled`, … | the API's field of that name |
/// | `labels.en_US` | one label of a map of labels; likewise `guidelines.…` and `group_labels.…` |
/// | `values.name` | the value of the attribute `name` |
/// | `values.name-en_US` | in a locale |
/// | `values.tax-ecommerce` | in a channel |
/// | `values.description-en_US-ecommerce` | in a locale and a channel, as in the PIM's own product files |
/// | `associations.X_SELL` | the links of one association type; likewise `quantified_associations.…` |
/// | `attribute_requirements.ecommerce` | what a family requires in a channel |
///
/// So a change names what changed, and a value or label that was emptied is a cleared field. A value holds the API's
/// `data`, but for options, which stand beside their labels: `{"code": "red", "labels": {"en_US": "Red"}}`. Values and
/// labels are cut to the scope's locales and channel.
///
/// What is empty is left out: `null`, `[]` and `{}` mean the same as nothing (N1, N11). So is what changes by itself:
/// `_links`, dates, metadata, completenesses and quality scores, unless asked for. Lists whose order says nothing stand
/// in one order.
public struct IdentityMapping: RecordMapping {
  /// Names this mapping.
  public let version: String
  private let kept: Set<String>

  /// Creates the mapping.
  ///
  /// - Parameter volatile: Fields that are left out unless named here, such as `completenesses` and `quality_scores`:
  ///   they are sent, and a change of them is a change of the record.
  public init(including volatile: Set<String> = []) {
    kept = volatile
    version = (["identity.1"] + volatile.sorted()).joined(separator: "+")
  }

  /// The item's one record.
  public func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
    var fields: [String: RawJSON] = [:]
    for name in item.raw.fields where kept.contains(name) || !VolatileContent.fields.contains(name) {
      guard let json = item.raw[name] else { continue }
      if name == "values", let values = item.values {
        try add(values, to: &fields, context)
      } else if name == "values" || VolatileContent.maps.contains(name) {
        add(map: name, json, to: &fields, context)
      } else if !VolatileContent.isEmpty(json) {
        fields[name] = VolatileContent.sets.contains(name) ? VolatileContent.sorted(json) : json
      }
    }
    return [SyncRecord(item.key, fields: fields, dependencies: item.dependencies)]
  }

  private func add(map name: String, _ json: RawJSON, to fields: inout [String: RawJSON], _ context: CatalogContext) {
    for (member, value) in json.map where !VolatileContent.isEmpty(value) {
      if VolatileContent.mapsByLocale.contains(name) {
        guard context.wants(Code<CatalogLocale>(member)), value.string != "" else { continue }
      }
      switch name {
      case "associations", "quantified_associations":
        let links = VolatileContent.association(value)
        if !VolatileContent.isEmpty(links) { fields["\(name).\(member)"] = links }
      case "attribute_requirements": fields["\(name).\(member)"] = VolatileContent.sorted(value)
      default: fields["\(name).\(member)"] = value
      }
    }
  }
}
