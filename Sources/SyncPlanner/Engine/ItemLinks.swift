import CatalogJSON
import CatalogModels
import ValueParser

/// What an item uses, as 64 bits for each: its options, records, assets, family and family variant (G4).
///
/// They are kept beside what the ledger knows of the item's record. Who uses something is found by going through the
/// ledger, which takes seconds for a million records and only happens when something changed; rows for each use would
/// take a store's memory many times over.
struct ItemLinks {
  private(set) var marks: Set<UInt64> = []

  /// The uses of an item, in order.
  static func of(_ item: SourceItem) -> [UInt64] {
    guard let values = item.values else { return [] }
    var links = ItemLinks()
    if let family = item.raw["family"]?.string { links.add("families", family) }
    if let variant = item.raw["family_variant"]?.string { links.add("familyVariants", variant) }
    // Options of a record's attribute belong to its entity.
    let owner = item.key.id.firstIndex(of: "/").map { String(item.key.id[..<$0]) }
    let options: (feed: SyncFeed, prefix: String) =
      switch item.feed {
      case .referenceEntityRecords: (.referenceEntityAttributeOptions, (owner ?? "") + "/")
      case .assets: (.assetFamilyAttributeOptions, (owner ?? "") + "/")
      default: (.attributeOptions, "")
      }
    for value in values {
      links.add(value.data) { option in
        (options.feed.rawValue, "\(options.prefix)\(value.attribute)/\(option.code)")
      }
    }
    return links.marks.sorted()
  }

  /// What stands for one thing that can be used.
  static func mark(_ kind: String, _ id: String) -> UInt64 {
    var hasher = FingerprintHasher()
    hasher.combine(kind)
    hasher.combine(":")
    hasher.combine(id.asciiLowercased)
    let mark = hasher.finalize()
    return mark.high ^ mark.low
  }

  private mutating func add(_ kind: String, _ id: String) { marks.insert(Self.mark(kind, id)) }

  private mutating func add(_ data: TypedData, option: (SelectedOption) -> (String, String)) {
    switch data {
    case .option(let one):
      let (kind, id) = option(one)
      add(kind, id)
    case .options(let all):
      for one in all {
        let (kind, id) = option(one)
        add(kind, id)
      }
    case .record(let link): add(SyncFeed.referenceEntityRecords.rawValue, "\(link.entity)/\(link.code)")
    case .records(let all):
      for link in all { add(SyncFeed.referenceEntityRecords.rawValue, "\(link.entity)/\(link.code)") }
    case .assets(let all): for link in all { add(SyncFeed.assets.rawValue, "\(link.family)/\(link.code)") }
    case .table(let table):
      // Options of a column stand in the attribute's definition.
      for cell in table.rows.lazy.flatMap(\.cells) {
        if case .option = cell.data { continue }
        add(cell.data, option: option)
      }
    default: break
    }
  }
}
