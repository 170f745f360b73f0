internal import CatalogJSON
internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// One function for each form that data has. They give `nil` for data of another form.
extension ValueTyper {
  /// Types data as its definition says; raw, with a diagnostic, where it has another form.
  mutating func typed(_ json: RawJSON, _ site: Site) -> TypedData {
    if json.isNull { return .empty }
    let definition = site.definition
    let data: TypedData? =
      switch definition.kind {
      case .text, .textarea, .identifier: string(json, site).map { Self.data($0, definition.kind) }
      case .number: Amount(json).map(TypedData.number)
      case .boolean: boolean(json).map(TypedData.boolean)
      case .date: CatalogDate(json).map(TypedData.date)
      case .metric: metric(json, site)
      case .prices: prices(json).map(TypedData.prices)
      case .option: option(json, site)
      case .options: options(json, site)
      case .referenceDatum:
        json.codeText.map { .referenceDatum(ReferenceDatum(list: definition.details.target, code: $0)) }
      case .referenceData:
        json.codeTexts.map { .referenceData($0.map { ReferenceDatum(list: definition.details.target, code: $0) }) }
      case .record, .records, .assets: links(json, site)
      case .legacyAssets: json.codeTexts.map(TypedData.legacyAssets)
      case .file: media(json, site).map(TypedData.file)
      case .image: media(json, site).map(TypedData.image)
      case .mediaLink: mediaLink(json, site).map(TypedData.mediaLink)
      case .table: rows(json, site).map(TypedData.table)
      case .productLink: productLink(json).map(TypedData.productLink)
      case .unknown: nil
      }
    if let data { return data }
    // Links whose definition leads nowhere were reported where that was found.
    if definition.kind.isLink, target(site) == nil { return .raw(json) }
    if definition.kind == .unknown {
      let type = definition.type.boundedExcerpt
      report(
        .unknownType, site, expected: "a type that is known here", found: "the type \(type): \(json.boundedExcerpt)")
    } else {
      report(.mismatch, site, expected: definition.kind.expectation, found: json.boundedExcerpt)
    }
    return .raw(json)
  }

  /// The data of a text.
  static func data(_ text: String, _ kind: ValueKind) -> TypedData {
    switch kind {
    case .textarea: .textarea(text)
    case .identifier: .identifier(text)
    default: .text(text)
    }
  }

  /// Data of a kind that needs no more than its bytes; `nil` where it has another form, or is of another kind.
  func plain(_ value: JSONRange, in storage: JSONStorage, _ kind: ValueKind) -> TypedData? {
    switch kind {
    case .text: storage.string(of: value).map(TypedData.text)
    case .number: Amount(value, in: storage).map(TypedData.number)
    case .boolean: storage.bool(value).map(TypedData.boolean)
    default: nil
    }
  }

  /// A string, which is known better where it is the value's own data and no cell.
  func string(_ json: RawJSON, _ site: Site) -> String? {
    (site.cell == nil ? site.value.dataString : nil) ?? json.string
  }

  /// Truth values have come as text and as 0 and 1 (N5).
  private func boolean(_ json: RawJSON) -> Bool? {
    json.bool ?? RawObject.bool((json.string ?? json.numberText)?.asciiLowercased)
  }

  /// An amount can be null (N5); one with neither amount nor unit says nothing.
  func metric(_ json: RawJSON, _ site: Site) -> TypedData? {
    if json.kind == .array { return json[0] == nil ? .empty : nil }
    guard json.kind == .object else { return nil }
    var amount: Amount?
    var unit: String?
    var symbol: String?
    var isOdd = false
    let storage = json.slice.storage
    json.slice.forEachShortMember { name, value in
      switch name {
      case ShortName.amount:
        guard !storage.isNull(value) else { break }
        if let number = Amount(value, in: storage) { amount = number } else { isOdd = true }
      case ShortName.unit: unit = storage.string(of: value)
      case ShortName.symbol: symbol = storage.string(of: value)
      default: break
      }
    }
    if isOdd { return nil }
    guard let unit else { return amount == nil && json["unit"]?.isNull ?? true ? .empty : nil }
    return .metric(Metric(amount: amount, unit: unit, symbol: symbol ?? self.symbol(of: unit, site)))
  }

  /// The measurement family's symbol, for servers that do not send it (N6).
  private func symbol(of unit: String, _ site: Site) -> String? {
    site.definition.details.metricFamily.flatMap { units[$0]?.unit(unit)?.symbol }
  }

  private func prices(_ json: RawJSON) -> Prices? {
    let storage = json.slice.storage
    var prices: [Price] = []
    var areAll = true
    func take(_ entry: JSONRange) -> Bool {
      areAll = add(price: JSONSlice(storage: storage, range: entry), to: &prices)
      return areAll
    }
    if json.kind == .array {
      storage.forEachElement(of: json.slice.range, take)
    } else {
      guard let entries = json.listed else { return nil }
      for entry in entries where areAll { areAll = take(entry.range) }
    }
    return areAll ? Prices(prices) : nil
  }

  /// Adds a price, unless it has no amount. `false`: it is none.
  private func add(price entry: JSONSlice, to prices: inout [Price]) -> Bool {
    guard entry.kind == .object else { return false }
    let storage = entry.storage
    var (amount, currency): (JSONRange?, String?)
    entry.forEachShortMember { name, value in
      switch name {
      case ShortName.amount: amount = value
      case ShortName.currency: currency = storage.string(of: value)
      default: break
      }
    }
    guard let currency, let amount else { return false }
    if storage.isNull(amount) { return true }
    guard let amount = Amount(amount, in: storage) else { return false }
    prices.append(Price(amount: amount, currency: Code(currency)))
    return true
  }

  /// By UUID, by identifier, or by a product model's code.
  private func productLink(_ json: RawJSON) -> ProductLink? {
    let id = json["id"]?.codeText
    switch json["type"]?.string {
    case "product":
      if let uuid = id.flatMap(UUID.init(uuidString:)) { return .product(ProductReference(uuid: uuid)) }
      return (json["identifier"]?.codeText ?? id).map { .product(ProductReference(identifier: $0)) }
    case "product_model":
      return (id ?? json["identifier"]?.codeText).map { .productModel(Code($0)) }
    default: return nil
    }
  }
}

/// Names of members as numbers, the first letter lowest.
private enum ShortName {
  static var amount: UInt64 { 0x746E_756F_6D61 }
  static var currency: UInt64 { 0x7963_6E65_7272_7563 }
  static var unit: UInt64 { 0x7469_6E75 }
  static var symbol: UInt64 { 0x6C6F_626D_7973 }
}
