import CatalogJSON
import CatalogModels

extension SourceItem {
  /// Stands for the item's content at the source: without links, dates, metadata, scores, completenesses, share links
  /// and symbols, its sets in one order.
  ///
  /// While it stays the same, and with it the mapping's version, the scope, the attributes' definitions and all that
  /// the item links to, the item's records stay the same. It is taken from the page's bytes, and needs no typed values.
  public var fingerprint: Fingerprint {
    guard raw.isPlain else { return Fingerprint(of: content) }
    var form = JSONCanonicalizer(reserving: raw.byteCount)
    let (storage, hasValues) = (raw.storage, hasValues)
    var isWhole = true
    form.canonical("{")
    raw.forEachFieldInOrder { name, range in
      let role = ContentRole(name)
      guard role != .left else { return }
      let value = JSONSlice(storage: storage, range: range)
      guard !SourceContent.isEmpty(value) else { return }
      form.separate()
      form.name(name)
      switch role {
      case .values where hasValues:
        isWhole =
          value.kind == .object && raw.appendValues(to: &form) { SourceContent.row($0) } && isWhole
      case .associations: SourceContent.appendAssociations(value, to: &form)
      case .requirements: form.append(SourceContent.requirements(RawJSON(value)).slice)
      case .set: SourceContent.appendSet(value, to: &form)
      default: form.append(value)
      }
    }
    form.canonical("}")
    return isWhole ? Fingerprint(form.fingerprint()) : Fingerprint(of: content)
  }

  /// The content whose canonical form the fingerprint is taken of.
  var content: RawJSON {
    var content: [String: RawJSON] = [:]
    for name in raw.fields {
      let role = ContentRole(name)
      guard role != .left, let json = raw[name], !VolatileContent.isEmpty(json) else { continue }
      content[name] =
        switch role {
        case .values where hasValues: SourceContent.values(json)
        case .associations: .object(json.map.map { ($0.name, VolatileContent.association($0.value)) })
        case .requirements: SourceContent.requirements(json)
        case .set: VolatileContent.sorted(json)
        default: json
        }
    }
    return .object(content)
  }

  /// Whether the field `values` holds values of attributes.
  private var hasValues: Bool {
    values != nil || [.products, .productModels, .referenceEntityRecords, .assets].contains(feed)
  }
}

/// What a field is for the fingerprint of its item.
enum ContentRole: Hashable, Sendable {
  case left, values, associations, requirements, set, plain

  init(_ field: String) {
    let count = field.utf8.count
    guard count < Self.byLength.count else {
      self = .plain
      return
    }
    for (name, role) in Self.byLength[count] where name == field {
      self = role
      return
    }
    self = .plain
  }

  /// The fields that are not plain by the length of their names, which leaves few to compare.
  private static let byLength: [[(String, ContentRole)]] = {
    var roles: [(String, ContentRole)] = VolatileContent.fields.map { ($0, .left) }
    roles += VolatileContent.sets.map { ($0, .set) }
    roles += [("associations", .associations), ("quantified_associations", .associations)]
    roles += [("values", .values), ("attribute_requirements", .requirements)]
    let longest = roles.map(\.0.utf8.count).max() ?? 0
    return (0...longest).map { count in roles.filter { $0.0.utf8.count == count } }
  }()
}
