import CatalogModels
import ValueParser

extension IdentityMapping {
  /// Adds a field for each value of the wanted locales and channel.
  func add(_ values: TypedValues, to fields: inout [String: RawJSON], _ context: CatalogContext) throws {
    var places: [String: (locale: String?, channel: String?)] = [:]
    for value in values where context.wants(value.locale, channel: value.channel) {
      guard let content = Self.content(value.data, value.source.data, context) else { continue }
      let place = (locale: value.locale?.rawValue, channel: value.channel?.rawValue)
      let name = Self.name(of: value)
      // The same place twice: the last value counts, as everywhere. Another place under the same name is a muddle.
      if let other = places[name], other != place {
        throw SyncError(
          .mapping, "Two values of the attribute `\(value.attribute)` would both be the field `\(name)`.",
          advice:
            "A locale and a channel have the same code, or a value was left behind by an attribute's old settings.")
      }
      places[name] = place
      fields[name] = content
    }
  }

  /// The field of a value.
  static func name(of value: TypedValue) -> String {
    var name = "values.\(value.attribute)"
    if let locale = value.locale { name += "-\(locale)" }
    if let channel = value.channel { name += "-\(channel)" }
    return name
  }

  /// What the field of a value holds; `nil` for what is empty.
  static func content(_ data: TypedData, _ raw: RawJSON, _ context: CatalogContext) -> RawJSON? {
    guard !VolatileContent.isEmpty(raw) else { return nil }
    return switch data {
    case .empty: nil
    case .option(let option): json(option, context)
    case .options(let options): .array(options.sorted { $0.code < $1.code }.map { json($0, context) })
    case .referenceData: VolatileContent.sorted(raw)
    case .prices: .array(raw.list.sorted { ($0["currency"]?.string ?? "") < ($1["currency"]?.string ?? "") })
    case .metric: VolatileContent.withoutSymbol(raw)
    case .table(let table): self.table(table, raw, context)
    default: raw
    }
  }

  /// An option beside its labels.
  private static func json(_ option: SelectedOption, _ context: CatalogContext) -> RawJSON {
    let labels = option.labels
    let wanted = labels.locales.filter { context.wants($0) }
    let members = wanted.compactMap { locale in labels[locale].map { (locale.rawValue, RawJSON.string($0)) } }
    return .object([("code", RawJSON.string(option.code.rawValue)), ("labels", .object(members))])
  }

  private static func table(_ table: TableValue, _ raw: RawJSON, _ context: CatalogContext) -> RawJSON {
    let rows = zip(table.rows, raw.list).map { row, raw in
      RawJSON.object(
        raw.members.compactMap { member -> (String, RawJSON)? in
          let cell = row.cells.last { $0.column == member.name }
          return content(cell?.data ?? .raw(member.value), member.value, context).map { (member.name, $0) }
        })
    }
    return rows.count == raw.list.count ? .array(rows) : raw
  }
}
