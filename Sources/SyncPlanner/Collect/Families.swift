import CatalogModels
import PIMClient
import ValueParser

extension PIMCollection {
  /// The wanted families and their variants.
  func collectFamilies() async throws {
    var levels: [String: Int] = [:]
    if let wanted = scope.families {
      structure.families = wanted.isEmpty ? [] : try await client.families.all(.where(.code(anyOf: wanted)))
      let found = Set(structure.families.map(\.code.folded))
      if let missing = wanted.first(where: { !found.contains($0.folded) }) {
        throw SyncError(
          unknown: "family", missing.rawValue, among: try await client.families.all().map(\.code.rawValue))
      }
    } else {
      structure.families = try await client.families.all()
    }
    structure.families = structure.families.map { $0.detached() }
    let parents = Dictionary(structure.families.map { ($0.code.folded, $0.parent?.folded) }) { first, _ in first }
    for family in structure.families { levels[family.code.folded] = depth(of: family.code.folded, in: parents) }
    try await deliver(
      structure.families.map { family in
        SourceItem(.families, family, depth: levels[family.code.folded] ?? 0)
      })
    try await finish(.families)
    schema = schema.adding(families: structure.families)

    guard scope.reads(.familyVariants) else { return }
    try await reading(.familyVariants) {
      let client = client
      try await sideBySide(structure.families.map(\.code), atOnce: configuration.listsAtOnce) { family in
        try await client.familyVariants(of: family).all()
      } then: { family, variants in
        schema = schema.adding(familyVariants: variants)
        try await deliver(variants.map { SourceItem(.familyVariants, in: family.rawValue, entity: $0) })
      }
      return .complete
    }
  }

  /// How many stand above something, in a tree given by folded codes. A circle ends the count.
  func depth(of code: String, in parents: [String: String?]) -> Int {
    var depth = 0
    var above = parents[code] ?? nil
    while let parent = above, depth < parents.count {
      depth += 1
      above = parents[parent] ?? nil
    }
    return depth
  }
}
