internal import CatalogJSON

/// An attribute of a reference entity or an asset family, in short.
struct EntityAttribute: Sendable {
  let code: String
  let type: String
  let isLocalizable: Bool
  let isScopable: Bool
  let isRequired: Bool
  let prefix: String?
  let suffix: String?

  init(_ row: JSONSlice) {
    code = row["code"]?.string ?? ""
    type = row["type"]?.string ?? ""
    isLocalizable = row["value_per_locale"]?.bool ?? false
    isScopable = row["value_per_channel"]?.bool ?? false
    isRequired = row["is_required_for_completeness"]?.bool ?? false
    prefix = row["prefix"]?.string
    suffix = row["suffix"]?.string
  }

  func operators(forAssets: Bool) -> Set<String> {
    let always: Set = ["EMPTY", "NOT EMPTY"]
    switch type {
    case "text":
      return always.union(["=", "CONTAINS", "DOES NOT CONTAIN", "STARTS WITH", "ENDS WITH"])
        .union(forAssets ? [] : ["!="])
    case "number": return always.union(forAssets ? ["="] : ["=", "!=", "<", "<=", ">", ">="])
    case "boolean": return always.union(["="])
    case "date": return always.union(["=", "<", ">", "BETWEEN", "NOT BETWEEN"])
    case "single_option", "multiple_options", "record", "reference_entity_single_link",
      "reference_entity_multiple_links":
      return always.union(forAssets ? ["IN"] : ["IN", "="])
    default: return []
    }
  }

  static func rows(of item: StoredItem, _ attribute: EntityAttribute) -> [JSONSlice] {
    (item.json["values"]?[attribute.code]?.elements).map(Array.init) ?? []
  }

  static func data(
    of item: StoredItem, _ attribute: EntityAttribute, locale: String?, channel: String?
  ) -> JSONSlice? {
    let row = rows(of: item, attribute).first { $0["locale"]?.string == locale && $0["channel"]?.string == channel }
    return row?["data"].flatMap { Node($0).isEmpty ? nil : $0 }
  }
}

extension CatalogStore {
  /// The attributes of a reference entity or an asset family, by folded code.
  func entityAttributes(of place: Place) -> [String: EntityAttribute] {
    let file: CatalogFile = place.file == .assets ? .assetFamilyAttributes : .referenceEntityAttributes
    var table = self[Place(file, place.parents)]
    var found: [String: EntityAttribute] = [:]
    for key in table.keys() {
      if let row = table[key: key]?.json { found[folded(key)] = EntityAttribute(row) }
    }
    return found
  }
}
