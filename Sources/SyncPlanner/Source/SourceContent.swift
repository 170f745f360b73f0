import CatalogJSON
import CatalogModels

/// What of an item's fields is content.
enum SourceContent {
  /// Values without what is no content of theirs. An attribute without values may as well be absent (N11).
  static func values(_ json: RawJSON) -> RawJSON {
    .object(
      json.map.compactMap { attribute, rows -> (String, RawJSON)? in
        let list = rows.kind == .array ? rows.elements : [rows]
        return list.isEmpty ? nil : (attribute, .array(list.map(row)))
      })
  }

  /// One value without what is no content of its own.
  static func row(_ json: RawJSON) -> RawJSON {
    guard json.kind == .object else { return json }
    return .object(
      json.members.compactMap { member -> (String, RawJSON)? in
        switch member.name {
        case "data": ("data", data(member.value))
        case "linked_data": ("linked_data", linked(member.value))
        case "attribute_type", "reference_data_name": nil
        case _ where VolatileContent.linkMembers.contains(member.name): nil
        default: (member.name, member.value)
        }
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

  static func requirements(_ json: RawJSON) -> RawJSON {
    .object(json.map.map { ($0.name, VolatileContent.sorted($0.value)) })
  }
}

// MARK: The same, straight from a page's bytes

extension SourceContent {
  /// Whether a value says that there is none, as ``VolatileContent/isEmpty(_:)`` has it.
  static func isEmpty(_ slice: JSONSlice) -> Bool {
    switch slice.kind {
    case .null: true
    case .array: slice.isEmptyContainer
    case .object: slice.isEmptyContainer
    case .bool, .number, .string: false
    }
  }

  /// Writes the values of an item. `false`: they have another shape than its kind has, and what was written is no use.
  static func appendValues(of raw: RawObject, to form: inout JSONCanonicalizer) -> Bool {
    var isWhole = true
    form.object { form in
      var list: ListOfValues?
      isWhole = raw.forEachValue { value in
        if value.startsList {
          list?.end(&form)
          list = ListOfValues(value.attribute, &form)
        }
        form.separate()
        append(value, to: &form)
      }
      list?.end(&form)
    }
    return isWhole
  }

  /// The list of an attribute's values while it is written.
  private struct ListOfValues {
    private let member: JSONCanonicalizer.OpenMember

    init(_ attribute: String, _ form: inout JSONCanonicalizer) {
      member = form.beginMember(attribute)
      form.canonical("[")
    }

    func end(_ form: inout JSONCanonicalizer) {
      form.canonical("]")
      form.end(member)
    }
  }

  private static func append(_ value: RawObject.ValuePart, to form: inout JSONCanonicalizer) {
    if let entry = value.oddEntry {
      form.append(row(RawJSON(entry)).slice)
      return
    }
    // The members' names in their order, which is one of two.
    form.canonical("{")
    if value.saysChannel {
      form.canonical("\"channel\":")
      form.string(canonical: value.channel)
      form.canonical(",")
    }
    form.canonical("\"data\":")
    appendData(value, to: &form)
    form.canonical(",\"locale\":")
    form.string(canonical: value.locale)
    if !value.saysChannel {
      form.canonical(",\"scope\":")
      form.string(canonical: value.channel)
    }
    form.canonical("}")
  }

  private static func appendData(_ value: RawObject.ValuePart, to form: inout JSONCanonicalizer) {
    let slice = value.data
    switch slice.kind {
    case .string where !value.text.hasNeedlessEscape: form.canonical(slice)
    case .object where slice.mentions("symbol"), .array where slice.mentions("symbol"):
      form.append(data(RawJSON(slice)).slice)
    default: form.append(slice)
    }
  }

  /// Writes associations as ``VolatileContent/association(_:)`` has them.
  static func appendAssociations(_ slice: JSONSlice, to form: inout JSONCanonicalizer) {
    guard slice.kind == .object else {
      form.append(RawJSON.object(RawJSON(slice).map.map { ($0.name, VolatileContent.association($0.value)) }).slice)
      return
    }
    form.object { form in
      for (type, lists) in slice.members {
        form.member(type) { form in
          if lists.holdsEmptyContainersOnly {
            form.canonical("{}")
          } else {
            form.append(VolatileContent.association(RawJSON(lists)).slice)
          }
        }
      }
    }
  }

  /// Writes a set as ``VolatileContent/sorted(_:)`` has it.
  static func appendSet(_ slice: JSONSlice, to form: inout JSONCanonicalizer) {
    guard let sorted = slice.sortedPlainStrings() else {
      form.append(VolatileContent.sorted(RawJSON(slice)).slice)
      return
    }
    form.canonical("[")
    for place in sorted {
      form.separate()
      form.canonical(JSONSlice(storage: slice.storage, range: place))
    }
    form.canonical("]")
  }
}
