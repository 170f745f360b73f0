import CatalogModels
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What values name, and what of it came already. Only keys are kept, never items.
struct LinkedItems {
  /// Product models that were delivered, by folded code, with their code as the PIM writes it.
  var models: [String: Model] = [:]
  /// Product models that were asked for and are not there.
  var absentModels: Set<String> = []
  /// Products that were delivered.
  var products: Set<UUID> = []

  private(set) var records = Frontier()
  private(set) var assets = Frontier()
  private var productLinks: Set<ProductLink> = []
  private var followedLinks: Set<ProductLink> = []

  struct Model {
    let code: Code<ProductModel>
    let depth: Int
    let parent: Code<ProductModel>?
    let familyVariant: Code<FamilyVariant>?
  }

  /// The delivered product models above something whose parent is given, the uppermost first.
  func models(above parent: Code<ProductModel>?) -> [Model] {
    var above: [Model] = []
    var next = parent
    while let code = next, above.count < 8, let model = models[code.folded] {
      above.insert(model, at: 0)
      next = model.parent
    }
    return above
  }

  /// Keys of one kind within their owners: those that are named and not yet followed, and all that were ever named.
  struct Frontier {
    private var pending: [String: [String]] = [:]
    private var seen: [String: Set<String>] = [:]

    /// Notes that something names a key. Codes are told apart without regard to case (N15).
    mutating func name(_ code: String, in owner: String) {
      let folded = owner.asciiLowercased
      guard seen[folded, default: []].insert(code.asciiLowercased).inserted else { return }
      pending[folded, default: []].append(code)
    }

    /// Notes that an item came, whoever names it. Whether it is the first time.
    mutating func arrive(_ code: String, in owner: String) -> Bool {
      seen[owner.asciiLowercased, default: []].insert(code.asciiLowercased).inserted
    }

    /// Whether something names a key, or its item came.
    func knows(_ code: String, in owner: String) -> Bool {
      seen[owner.asciiLowercased]?.contains(code.asciiLowercased) ?? false
    }

    /// Takes what is named in one owner and not yet followed; `nil` when nothing is left.
    mutating func next() -> (owner: String, codes: [String])? {
      guard let owner = pending.keys.min(), let codes = pending.removeValue(forKey: owner) else { return nil }
      return (owner, codes.sorted())
    }
  }

  /// Notes all that some values name.
  mutating func add(_ values: TypedValues) {
    for value in values { add(value.data) }
  }

  private mutating func add(_ data: TypedData) {
    switch data {
    case .record(let link): records.name(link.code.rawValue, in: link.entity.rawValue)
    case .records(let all): for link in all { records.name(link.code.rawValue, in: link.entity.rawValue) }
    case .assets(let all): for link in all { assets.name(link.code.rawValue, in: link.family.rawValue) }
    case .productLink(let link): productLinks.insert(link)
    case .table(let table): for cell in table.rows.lazy.flatMap(\.cells) { add(cell.data) }
    default: break
    }
  }

  mutating func nextRecords() -> (owner: String, codes: [String])? { records.next() }
  mutating func nextAssets() -> (owner: String, codes: [String])? { assets.next() }
  mutating func arrive(record code: String, in entity: String) -> Bool { records.arrive(code, in: entity) }
  mutating func arrive(asset code: String, in family: String) -> Bool { assets.arrive(code, in: family) }

  func knows(record code: String, in entity: String) -> Bool { records.knows(code, in: entity) }
  func knows(asset code: String, in family: String) -> Bool { assets.knows(code, in: family) }

  /// Takes the links to products that were not yet followed.
  mutating func nextProductLinks() -> [ProductLink] {
    let links = productLinks.subtracting(followedLinks)
    followedLinks.formUnion(links)
    productLinks = []
    return Array(links)
  }
}
