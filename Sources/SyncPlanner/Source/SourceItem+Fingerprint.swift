import CatalogJSON
import CatalogModels

extension SourceItem {
  /// Stands for the item's content at the source: without links, dates, metadata, scores, completenesses, share links
  /// and symbols, its sets in one order.
  ///
  /// While it stays the same, and with it the mapping's version, the scope, the attributes' definitions and all that
  /// the item links to, the item's records stay the same.
  public var fingerprint: Fingerprint {
    var content: [String: RawJSON] = [:]
    for name in raw.fields where !VolatileContent.fields.contains(name) {
      guard let json = raw[name], !VolatileContent.isEmpty(json) else { continue }
      content[name] =
        switch name {
        case "values" where values != nil: Self.values(json)
        case "associations", "quantified_associations":
          .object(json.map.map { ($0.name, VolatileContent.association($0.value)) })
        case "attribute_requirements": .object(json.map.map { ($0.name, VolatileContent.sorted($0.value)) })
        case _ where VolatileContent.sets.contains(name): VolatileContent.sorted(json)
        default: json
        }
    }
    return Fingerprint(of: .object(content))
  }

  /// Values without what is no content of theirs.
  private static func values(_ json: RawJSON) -> RawJSON {
    .object(
      json.map.map { attribute, rows in
        (
          attribute,
          .array(
            rows.list.map { row in
              .object(
                row.members.compactMap { member -> (String, RawJSON)? in
                  switch member.name {
                  case "data": ("data", data(member.value))
                  case "linked_data": ("linked_data", linked(member.value))
                  case "attribute_type", "reference_data_name": nil
                  case _ where VolatileContent.linkMembers.contains(member.name): nil
                  default: (member.name, member.value)
                  }
                })
            })
        )
      })
  }

  private static func data(_ json: RawJSON) -> RawJSON {
    switch json.kind {
    case .object: VolatileContent.withoutSymbol(json)
    case .array where json[0]?.kind == .object:
      // Rows of a table, or prices.
      .array(
        json.elements.map { row in
          .object(row.members.map { ($0.name, VolatileContent.withoutSymbol($0.value)) })
        })
    default: json
    }
  }

  /// What a server links to a value, without addresses made anew for every answer, at whatever depth they stand.
  private static func linked(_ json: RawJSON) -> RawJSON {
    switch json.kind {
    case .object:
      .object(
        json.members.filter { !VolatileContent.linkMembers.contains($0.name) }.map { ($0.name, linked($0.value)) })
    case .array: .array(json.elements.map(linked))
    default: json
    }
  }
}
