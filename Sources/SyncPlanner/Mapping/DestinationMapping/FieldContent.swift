import CatalogModels
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a value does not fit a field.
struct Misfit: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}

/// What a field holds at one site.
struct FieldContent {
  let field: DestinationMapping.Field
  let site: DestinationMapping.Site
  let context: CatalogContext

  /// The content of typed data; `nil` for what is empty.
  func content(_ data: TypedData, _ raw: RawJSON, of attribute: Code<Attribute>) throws -> RawJSON? {
    if data.isEmpty || VolatileContent.isEmpty(raw) { return nil }
    if let column = field.column {
      guard let table = data.table else { throw Misfit("it is no table") }
      let cells = try zip(table.rows, raw.list).compactMap { row, raw in
        try row[column].flatMap { try content($0, raw[column] ?? .null, of: attribute, nil) }
      }
      return cells.isEmpty ? nil : .array(cells)
    }
    return try content(data, raw, of: attribute, field.type)
  }

  private func content(
    _ data: TypedData, _ raw: RawJSON, of attribute: Code<Attribute>, _ declared: DestinationMapping.FieldType?
  ) throws -> RawJSON? {
    let type = declared ?? field.type ?? Self.natural(data)
    switch type {
    case .text: return try .string(text(data, attribute))
    case .integer:
      let amount = try self.amount(data, attribute)
      guard let int = amount?.int else { return try amount.map { throw Misfit("\($0) is no whole number") } }
      return .int(int)
    case .decimal: return try amount(data, attribute).map(Self.json)
    case .boolean:
      guard let value = data.boolean else { throw misfit(data, "yes or no") }
      return .bool(value)
    case .date:
      guard let date = data.date else { throw misfit(data, "a day") }
      return .string("\(date)")
    case .money:
      guard let prices = data.prices else { throw misfit(data, "prices") }
      guard let currency = site.currency else { throw Misfit("the site `\(site.name)` has no currency") }
      return prices[currency].map { Self.json(Price(amount: $0, currency: currency)) }
    case .prices:
      guard let prices = data.prices else { throw misfit(data, "prices") }
      let cut = prices.cut(to: currencies)
      return cut.isEmpty ? nil : .array(cut.sorted { $0.currency < $1.currency }.map(Self.json))
    case .measurement:
      guard let metric = try metric(data, attribute) else { throw misfit(data, "a measurement") }
      guard let amount = metric.amount else { return nil }
      return ["amount": .string(amount.text), "unit": .string(metric.unit)]
    case .code, .codes:
      guard let codes = Self.codes(data) else { throw misfit(data, "codes") }
      if type == .codes { return codes.isEmpty ? nil : .array(codes.map { .string($0) }) }
      guard codes.count < 2 else { throw Misfit("it has \(codes.count) codes and the field takes one") }
      return codes.first.map { .string($0) }
    case .label, .labels:
      guard let options = data.options else { throw misfit(data, "options") }
      let labels = options.sorted { $0.code < $1.code }.map { RawJSON.string($0.label(in: site.locales)) }
      if type == .labels { return labels.isEmpty ? nil : .array(labels) }
      guard labels.count < 2 else { throw Misfit("it has \(labels.count) options and the field takes one") }
      return labels.first
    case .media:
      if case .mediaLink(let link) = data { return .string(link.address) }
      guard let file = data.media else { throw misfit(data, "a file") }
      return .string(file.code.rawValue)
    case .link: return try link(data)
    case .json: return IdentityMapping.content(data, raw, context)
    }
  }

  /// The currencies of the site's channel, as far as the catalog says.
  var currencies: [Code<Currency>] {
    let known = context.schema.currencies(of: site.channel)
    return known.isEmpty ? site.currency.map { [$0] } ?? [] : known
  }

  // MARK: Parts

  private func text(_ data: TypedData, _ attribute: Code<Attribute>) throws -> String {
    if let text = data.text { return text }
    if let date = data.date { return "\(date)" }
    if let metric = try metric(data, attribute) { return "\(metric)" }
    if let amount = data.amount { return amount.text }
    throw misfit(data, "text")
  }

  private func amount(_ data: TypedData, _ attribute: Code<Attribute>) throws -> Amount? {
    if data.metric != nil {
      guard field.unit != nil else { throw Misfit("a measurement without the field's `unit` is no number") }
      return try metric(data, attribute)?.amount
    }
    if let amount = data.amount { return amount }
    if let text = data.text, let amount = Amount(text) { return amount }
    throw misfit(data, "a number")
  }

  /// A measurement in the field's unit, else in the channel's (G6).
  private func metric(_ data: TypedData, _ attribute: Code<Attribute>) throws -> Metric? {
    guard let metric = data.metric else { return nil }
    do throws(CatalogError) {
      if let unit = field.unit {
        guard let family = context.schema.attribute(attribute)?.metricFamily else {
          throw CatalogError(.invalidArgument, "its measurement family is not known")
        }
        return try context.schema.convert(
          metric, to: unit, in: family, places: field.places.map { .fixed($0) } ?? .trimmed())
      }
      return try context.schema.convert(metric, of: attribute, for: site.channel, locale: site.locales.first)
    } catch {
      throw Misfit(error.message)
    }
  }

  private func link(_ data: TypedData) throws -> RawJSON? {
    switch data.productLink {
    case .product(let product):
      if let uuid = product.uuid ?? product.identifier.flatMap({ context.identities[$0] }) {
        return ["product": .string(uuid.uuidString.lowercased())]
      }
      throw Misfit("the product `\(product.identifier ?? "")` that it names is not known")
    case .productModel(let code): return ["productModel": .string(code.rawValue)]
    case nil: throw misfit(data, "a link to a product")
    }
  }

  private func misfit(_ data: TypedData, _ expected: String) -> Misfit {
    Misfit("the value is \(Self.name(data)) and the field takes \(expected)")
  }

  // MARK: By what data are

  /// The type of field that suits some data.
  static func natural(_ data: TypedData) -> DestinationMapping.FieldType {
    switch data {
    case .text, .textarea, .identifier: .text
    case .number: .decimal
    case .metric: .measurement
    case .prices: .prices
    case .boolean: .boolean
    case .date: .date
    case .option, .referenceDatum, .record: .code
    case .options, .referenceData, .records, .assets, .legacyAssets: .codes
    case .file, .image, .mediaLink: .media
    case .productLink: .link
    default: .json
    }
  }

  static func codes(_ data: TypedData) -> [String]? {
    switch data {
    case .option(let option): [option.code.rawValue]
    // The order of options says nothing; that of records and assets does.
    case .options(let options): options.map(\.code.rawValue).sorted()
    case .referenceDatum(let entry): [entry.code]
    case .referenceData(let entries): entries.map(\.code).sorted()
    case .record(let link): [link.code.rawValue]
    case .records(let links): links.map(\.code.rawValue)
    case .assets(let links): links.map(\.code.rawValue)
    case .legacyAssets(let codes): codes
    default: nil
    }
  }

  private static func name(_ data: TypedData) -> String {
    switch data {
    case .raw: "of a type that is not known"
    case .text, .textarea, .identifier: "text"
    case .number: "a number"
    case .metric: "a measurement"
    case .prices: "a list of prices"
    case .boolean: "yes or no"
    case .date: "a day"
    case .option, .options: "an option"
    case .referenceDatum, .referenceData: "an entry of a list"
    case .record, .records: "a record"
    case .assets, .legacyAssets: "a collection of assets"
    case .file, .image, .mediaLink: "a file"
    case .table: "a table"
    case .productLink: "a link to a product"
    case .empty: "empty"
    }
  }

  static func json(_ price: Price) -> RawJSON {
    ["amount": .string(price.amount.text), "currency": .string(price.currency.rawValue)]
  }

  /// A number with all of its decimals. JSON knows neither a sign of plus nor a bare point.
  static func json(_ amount: Amount) -> RawJSON {
    var text = amount.text[...]
    let isNegative = text.hasPrefix("-")
    if isNegative || text.hasPrefix("+") { text = text.dropFirst() }
    while text.hasPrefix("0"), text.dropFirst().first.map(\.isNumber) ?? false { text = text.dropFirst() }
    if text.hasPrefix(".") { text = "0" + text }
    if let point = text.firstIndex(of: "."), !(text[text.index(after: point)...].first.map(\.isNumber) ?? false) {
      text.remove(at: point)
    }
    return .number((isNegative ? "-" : "") + text) ?? .string(amount.text)
  }
}
