internal import CatalogJSON
internal import CatalogModels

/// Options, records, assets and files: data that names something else.
extension ValueTyper {
  func option(_ json: RawJSON, _ site: Site) -> TypedData? {
    guard let code = json.codeText else { return nil }
    let linked = linkedData(site).flatMap { LinkedOptions.one(code, in: $0) }
    return .option(
      SelectedOption(code: code, linked: linked, known: linked == nil ? site.options?.labels(of: code) : nil))
  }

  func options(_ json: RawJSON, _ site: Site) -> TypedData? {
    guard let codes = json.codeTexts else { return nil }
    let linked = linkedData(site).map { LinkedOptions($0) }
    return .options(
      codes.map { code in
        let labels = linked?[code]
        return SelectedOption(
          code: code, linked: labels, known: labels == nil ? site.options?.labels(of: code) : nil)
      })
  }

  /// Where the links of an attribute lead: to what its definition names, else to what the value names (N6).
  func target(_ site: Site) -> String? { site.definition.details.target ?? site.value.referenceDataName }

  mutating func links(_ json: RawJSON, _ site: Site) -> TypedData? {
    guard let target = target(site) else {
      report(
        .incompleteDefinition, site, expected: "a definition that names where its links lead",
        found: json.boundedExcerpt)
      return nil
    }
    switch site.definition.kind {
    case .record:
      return json.codeText.map { .record(RecordLink(entity: Code(target), code: Code($0))) }
    case .records:
      return json.codeTexts.map { .records($0.map { RecordLink(entity: Code(target), code: Code($0)) }) }
    default:
      guard let codes = json.codeTexts else { return nil }
      let linked = codes.isEmpty ? nil : linkedData(site).map { LinkedOptions($0) }
      return .assets(
        codes.map { AssetLink(family: Code(target), code: Code($0), linkedData: linked?[$0]) })
    }
  }

  func media(_ json: RawJSON, _ site: Site) -> MediaReference? {
    guard let code = json.string, !code.isEmpty else { return nil }
    return MediaReference(code: Code(code), source: owner.mediaSource, linkedData: linkedData(site))
  }

  func mediaLink(_ json: RawJSON, _ site: Site) -> MediaLink? {
    guard let text = json.string else { return nil }
    let linked = linkedData(site)
    return MediaLink(
      value: text, prefix: site.definition.details.prefix ?? linked?["prefix"]?.string,
      suffix: site.definition.details.suffix ?? linked?["suffix"]?.string, mediaType: site.definition.details.mediaType,
      linkedData: linked)
  }

  /// What the server linked to a value. Cells of tables have nothing of the kind.
  private func linkedData(_ site: Site) -> RawJSON? {
    guard site.cell == nil, let linked = site.value.linkedData, !linked.isNull else { return nil }
    return linked
  }
}

/// `linked_data` in each of its shapes (N4): one object, a map by code, or a list of such objects (N1).
struct LinkedOptions {
  private var byCode: [String: RawJSON] = [:]

  init(_ json: RawJSON) {
    if let code = LinkedOptions.code(of: json) {
      byCode[code.asciiLowercased] = json
    } else if json.kind == .array {
      for element in json.slice.elements.lazy.map(RawJSON.init) {
        if let code = LinkedOptions.code(of: element) { byCode[code.asciiLowercased] = element }
      }
    } else {
      for (code, value) in json.slice.members { byCode[code.asciiLowercased] = RawJSON(value) }
    }
  }

  subscript(_ code: String) -> RawJSON? { byCode[code.asciiLowercased] }

  /// What is said of one option. The common shape needs no table.
  static func one(_ code: String, in json: RawJSON) -> RawJSON? {
    if let own = self.code(of: json) { return own.asciiLowercased == code.asciiLowercased ? json : nil }
    return LinkedOptions(json)[code]
  }

  /// The code that an object says of itself. In a map by code, a member `code` would be an option and not a text.
  private static func code(of json: RawJSON) -> String? {
    json.kind == .object ? json["code"]?.codeText : nil
  }
}
