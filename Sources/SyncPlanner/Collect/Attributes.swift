import CatalogModels
import PIMClient
import ValueParser

/// Attributes, their groups and their options.
extension PIMCollection {
  /// The attributes of the wanted families, all where all families are wanted, and their groups.
  func collectAttributes() async throws {
    if scope.families == nil {
      try await client.attributes.each(.all.withTableSelectOptions()) { try await take($0) }
    } else {
      var codes: [String: Code<Attribute>] = [:]
      for code in structure.families.flatMap(\.attributes) { codes[code.folded] = codes[code.folded] ?? code }
      try await readAttributes(codes.values.sorted())
    }

    guard scope.wants(.attributeGroups) else { return }
    let used = Set(structure.attributes.values.compactMap { $0.group?.folded })
    try await reading(.attributeGroups) {
      try await client.attributeGroups.each { groups in
        let wanted = groups.filter { scope.families == nil || used.contains($0.code.folded) }
        try await deliver(wanted.map { SourceItem(.attributeGroups, $0) })
      }
      return .complete
    }
  }

  /// Reads attributes by their codes. The client cuts lists that are too long for an address (B10).
  func readAttributes(_ codes: [Code<Attribute>]) async throws {
    guard !codes.isEmpty else { return }
    try await client.attributes.each(.where(.code(anyOf: codes)).withTableSelectOptions()) { try await take($0) }
  }

  private func take(_ attributes: [Attribute]) async throws {
    let new = attributes.filter { structure.attributes[$0.code.folded] == nil }
    for attribute in new { structure.attributes[attribute.code.folded] = attribute.detached() }
    schema = schema.adding(attributes: new)
    try await deliver(new.map { SourceItem(.attributes, $0) })
  }

  /// The options of all select attributes: a changed one touches neither product nor attribute, so that they are read
  /// in full every time (N14).
  func collectOptions() async throws {
    try await collectOptions(of: structure.attributes.values.sorted { $0.code < $1.code })
  }

  /// Where options cannot be read, values keep their codes and the feed fails.
  private func collectOptions(of attributes: [Attribute]) async throws {
    guard structure.optionFailure == nil else { return }
    do {
      try await readOptions(of: attributes)
    } catch let error as CatalogError where !error.endsCollection {
      structure.optionFailure = SyncError(reading: error)
    }
  }

  private func readOptions(of attributes: [Attribute]) async throws {
    let selects: Set<AttributeType> = [.simpleSelect, .multiSelect]
    let codes = attributes.filter { selects.contains($0.type.canonical) }.map(\.code)
    let client = client
    try await sideBySide(codes, atOnce: configuration.listsAtOnce) { code in
      try await client.options(of: code).all()
    } then: { code, options in
      schema = schema.adding(options: options, of: code)
      try await deliver(options.map { SourceItem(.attributeOptions, in: code.rawValue, entity: $0) })
    }
  }

  /// Reads the definitions of attributes that values bear and that are none of their family's. Such come to light page
  /// by page; a scope of all families knows all attributes from the start.
  func learn(_ codes: some Sequence<Code<Attribute>>) async throws {
    guard scope.families != nil else { return }
    var new: [String: Code<Attribute>] = [:]
    for code in codes where structure.attributes[code.folded] == nil && structure.unknown.insert(code.folded).inserted {
      new[code.folded] = code
    }
    guard !new.isEmpty else { return }
    try await readAttributes(new.values.sorted())
    try await collectOptions(of: new.keys.sorted().compactMap { structure.attributes[$0] })
    try await readEntityStructure()
    try await deliverContext()
  }
}
