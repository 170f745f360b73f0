internal import CatalogJSON
internal import CatalogModels

/// What a catalog's definitions say, as numbers: a definition that changed has another one.
extension CatalogSchema {
  /// Marks of options and families, by what they belong to: `attributeOptions:color` → `red` → its mark. Codes are in
  /// the case in which they are compared.
  package var marks: [String: [String: UInt64]] {
    var marks: [String: [String: UInt64]] = [:]
    func add(_ table: AttributeTable, _ feed: String, in owner: String?) {
      for (attribute, options) in table.optionTables {
        let place = owner.map { "\($0)/\(attribute)" } ?? attribute
        marks["\(feed):\(place)"] = options.marks
      }
    }
    add(products, "attributeOptions", in: nil)
    for (entity, table) in records { add(table, "referenceEntityAttributeOptions", in: entity) }
    for (family, table) in assets { add(table, "assetFamilyAttributeOptions", in: family.asciiLowercased) }
    let families = familiesByCode.mapValues(\.mark)
    if !families.isEmpty { marks["families"] = families }
    let variants = structures.mapValues(\.mark)
    if !variants.isEmpty { marks["familyVariants"] = variants }
    return marks
  }
}

extension OptionTable {
  fileprivate var marks: [String: UInt64] {
    Dictionary(
      all.map { option in
        var hasher = FingerprintHasher()
        hasher.combine(option.code.rawValue)
        for locale in option.labels.locales.sorted() {
          hasher.combine("\u{0}\(locale)\u{0}")
          hasher.combine(option.labels[locale] ?? "")
        }
        return (option.code.folded, hasher.finalize().folded)
      }
    ) { first, _ in first }
  }
}

extension Family {
  /// Of its attributes, what serves as its products' name, and what it requires; not of its labels.
  fileprivate var mark: UInt64 {
    var hasher = FingerprintHasher()
    for code in attributes.map(\.folded).sorted() { hasher.combine("\u{0}\(code)") }
    hasher.combine("\u{1}\(attributeAsLabel?.folded ?? "")\u{1}")
    if let required = raw["attribute_requirements"] {
      for (channel, codes) in required.map.sorted(by: { $0.name < $1.name }) {
        hasher.combine("\u{2}\(channel)")
        for code in codes.list.compactMap(\.string).sorted() { hasher.combine("\u{0}\(code)") }
      }
    }
    return hasher.finalize().folded
  }
}

extension Fingerprint128 {
  fileprivate var folded: UInt64 { high ^ low }
}
