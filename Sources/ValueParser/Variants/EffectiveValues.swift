public import CatalogModels

/// The values that hold for a product or product model, those of its parents included, and the level that owns each.
///
/// Servers repeat inherited values in variants (N16); those that one does not repeat are taken from the parents. What the
/// item itself has always counts.
public struct EffectiveValues: Sendable, Hashable {
  /// The values. Diagnostics are those of the item and of what was taken from its parents.
  public let values: TypedValues
  /// The axes and levels; `nil` for a simple product, and where the family variant is not known.
  public let structure: VariantStructure?
  /// The item and its known parents, the uppermost first and the item itself last.
  public let lineage: [ValueOwner]
  /// The item's own level: 0 for a simple product or a root product model.
  public let level: Int
  /// A parent that was not given, so that values that only it has are missing here.
  public let missingParent: Code<ProductModel>?

  /// The item that owns the values of an attribute: where they are edited. `nil` for a parent that is missing.
  public func owner(of attribute: Code<Attribute>) -> ValueOwner? {
    let place = owningLevel(of: attribute) - (level - (lineage.count - 1))
    return lineage.indices.contains(place) ? lineage[place] : nil
  }

  /// The level that owns the values of an attribute, never one below the item. Without a structure, it is the item's.
  public func owningLevel(of attribute: Code<Attribute>) -> Int {
    min(structure?.level(of: attribute) ?? level, level)
  }

  /// The values that are the item's own.
  public var ownValues: [TypedValue] { values.filter { owningLevel(of: $0.attribute) == level } }

  /// The values that come from the parents.
  public var inheritedValues: [TypedValue] { values.filter { owningLevel(of: $0.attribute) != level } }

  /// An attribute that tells variants apart, with what the item has for it.
  public struct Axis: Sendable, Hashable {
    /// The attribute.
    public let attribute: Code<Attribute>
    /// The level that it belongs to: 1 or 2.
    public let level: Int
    /// The value; `nil` where the item has none.
    public let value: TypedValue?
  }

  /// The axes down to the item's level, those of the upper level first.
  public var axes: [Axis] {
    (structure?.axesByLevel ?? []).prefix(max(level, 0)).enumerated().flatMap { place, axes in
      axes.map { Axis(attribute: $0, level: place + 1, value: values[$0]) }
    }
  }

  /// The same for a destination that knows one level of variants: the model between root and variant is left out, and
  /// what it owned is the variant's own. Items above the second level stay as they are.
  public var flattened: EffectiveValues {
    guard level > 1, let last = lineage.last else { return self }
    let root = lineage.count > level ? Array(lineage.prefix(1)) : []
    return EffectiveValues(
      values: values, structure: structure?.flattened, lineage: root + [last], level: 1,
      missingParent: missingParent)
  }
}
