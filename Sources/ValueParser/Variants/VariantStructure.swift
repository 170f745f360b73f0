internal import CatalogJSON
public import CatalogModels

/// The axes and levels of a family variant: which level owns the values of which attribute.
///
/// Level 0 is the root product model, 1 the level below it, 2 the one below that.
/// See https://api.akeneo.com/concepts/catalog-structure.html#family-variant
public struct VariantStructure: Sendable, Hashable {
  /// The family variant.
  public let code: Code<FamilyVariant>
  /// The attributes that tell variants apart, by level, level 1 first.
  public let axesByLevel: [[Code<Attribute>]]
  private let levels: [String: Int]

  /// Reads a family variant.
  public init(_ familyVariant: FamilyVariant) {
    code = familyVariant.code
    var axes: [[Code<Attribute>]] = []
    var levels: [String: Int] = [:]
    // The levels are numbered by their order, so that a gap in the server's numbers leaves no level without axes.
    for (place, set) in familyVariant.levels.enumerated() {
      axes.append(set.axes)
      for attribute in set.attributes + set.axes { levels[attribute.folded] = place + 1 }
    }
    axesByLevel = axes
    self.levels = levels
  }

  private init(code: Code<FamilyVariant>, axesByLevel: [[Code<Attribute>]], levels: [String: Int]) {
    self.code = code
    self.axesByLevel = axesByLevel
    self.levels = levels
  }

  /// The number of levels below the root: 1 or 2. Products stand on the last.
  public var depth: Int { axesByLevel.count }

  /// All axes, those of the upper level first.
  public var axes: [Code<Attribute>] { axesByLevel.flatMap(\.self) }

  /// The level that owns the values of an attribute (N16).
  public func level(of attribute: Code<Attribute>) -> Int { levels[attribute.folded] ?? 0 }

  /// The same with one level below the root, which owns what both levels owned and has the axes of both.
  public var flattened: VariantStructure {
    VariantStructure(
      code: code, axesByLevel: axes.isEmpty ? [] : [axes], levels: levels.mapValues { min($0, 1) })
  }
}

extension VariantStructure {
  /// Stands for axes and levels.
  var mark: UInt64 {
    var hasher = FingerprintHasher()
    for axes in axesByLevel { hasher.combine("\u{1}" + axes.map(\.folded).joined(separator: ",")) }
    for (attribute, level) in levels.sorted(by: { $0.key < $1.key }) { hasher.combine("\u{0}\(attribute) \(level)") }
    let mark = hasher.finalize()
    return mark.high ^ mark.low
  }
}
