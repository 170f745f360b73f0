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

  /// Data without symbols beside units, as those of measurements and of the cells of tables.
  private static func data(_ json: RawJSON) -> RawJSON {
    switch json.kind {
    case .object:
      VolatileContent.withoutSymbol(.object(json.members.map { ($0.name, data($0.value)) }))
    case .array: .array(json.elements.map(data))
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

  /// Writes associations as ``VolatileContent/association(_:)`` has them.
  static func appendAssociations(_ slice: JSONSlice, to form: inout JSONCanonicalizer) {
    guard slice.kind == .object else {
      form.append(RawJSON.object(RawJSON(slice).map.map { ($0.name, VolatileContent.association($0.value)) }).slice)
      return
    }
    form.object { form in
      for (type, lists) in slice.members {
        let member = form.beginMember(type)
        if lists.holdsEmptyContainersOnly {
          form.canonical("{}")
        } else if !appendLists(lists, to: &form) {
          form.append(VolatileContent.association(RawJSON(lists)).slice)
        }
        form.end(member)
      }
    }
  }

  /// Writes the lists of one association type. `false`: some hold more than strings as they stand, and nothing was written.
  private static func appendLists(_ lists: JSONSlice, to form: inout JSONCanonicalizer) -> Bool {
    let storage = lists.storage
    var sorted: [(name: JSONRange, places: [JSONRange])] = []
    var walker = JSONWalker(lists, opening: UInt8(ascii: "{"))
    while let (name, value) = walker.nextMember() {
      guard let places = JSONSlice(storage: storage, range: value).sortedPlainStrings() else { return false }
      if !places.isEmpty { sorted.append((name, places)) }
    }
    form.object { form in
      for (name, places) in sorted {
        let member = form.beginMember(storage.string(name))
        append(places, storage, to: &form)
        form.end(member)
      }
    }
    return true
  }

  /// Writes a set as ``VolatileContent/sorted(_:)`` has it.
  static func appendSet(_ slice: JSONSlice, to form: inout JSONCanonicalizer) {
    guard let sorted = slice.sortedPlainStrings() else {
      form.append(VolatileContent.sorted(RawJSON(slice)).slice)
      return
    }
    append(sorted, slice.storage, to: &form)
  }

  private static func append(_ places: [JSONRange], _ storage: JSONStorage, to form: inout JSONCanonicalizer) {
    let bytes = storage.bytes
    form.canonical("[")
    for place in places {
      form.separate()
      form.canonical(place, of: bytes.span)
    }
    form.canonical("]")
  }
}
