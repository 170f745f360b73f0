internal import CatalogJSON
internal import CatalogModels

/// Options, records, assets and files: data that names something else.
extension ValueTyper {
  func option(_ json: RawJSON, _ site: Site) -> TypedData? {
    guard let code = string(json, site) ?? json.codeText, !code.isEmpty else { return nil }
    guard let linked = linkedData(site) else { return .option(known(code, site)) }
    if linked.kind == .object, case let option = site.value.linkedOption(linked), let own = option.code {
      // Most servers send one object for one option.
      return .option(own.matchesCode(code) ? selected(code, option) : known(code, site))
    }
    return .option(selected(code, in: LinkedOptions(linked), site))
  }

  func options(_ json: RawJSON, _ site: Site) -> TypedData? {
    guard let codes = json.codeTexts else { return nil }
    guard let linked = linkedData(site) else { return .options(codes.map { known($0, site) }) }
    if let options = inOrder(codes, linked, site) { return .options(options) }
    let table = LinkedOptions(linked)
    return .options(codes.map { selected($0, in: table, site) })
  }

  /// The options of codes whose objects stand in a map in the order of the codes, as servers write them.
  private func inOrder(_ codes: [String], _ linked: RawJSON, _ site: Site) -> [SelectedOption]? {
    let storage = linked.slice.storage
    var walker = JSONWalker(linked.slice, opening: UInt8(ascii: "{"))
    var options: [SelectedOption] = []
    options.reserveCapacity(codes.count)
    for code in codes {
      guard let member = walker.nextMember(), storage.isSame(member.name, code),
        case let json = RawJSON(JSONSlice(storage: storage, range: member.value)), json.kind == .object
      else { return nil }
      options.append(selected(code, site.value.linkedOption(json)))
    }
    // A name that comes again further on would count.
    return walker.nextMember() == nil ? options : nil
  }

  /// The option as the schema knows it.
  private func known(_ code: String, _ site: Site) -> SelectedOption {
    SelectedOption(code: Code(code), labels: options(of: site)?.labels(of: code))
  }

  private func selected(_ code: String, _ option: LinkedOption) -> SelectedOption {
    SelectedOption(code: Code(code), labels: option.labels)
  }

  private func selected(_ code: String, in linked: LinkedOptions, _ site: Site) -> SelectedOption {
    linked[code].map { selected(code, site.value.linkedOption($0)) } ?? known(code, site)
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

  /// The code that an object says of itself. In a map by code, a member `code` would be an option and not a text.
  private static func code(of json: RawJSON) -> String? {
    json.kind == .object ? json["code"]?.codeText : nil
  }
}
