#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An entity with values: a product, a product model, a record or an asset.
///
/// One function over any of them reads their values without knowing which it has:
///
/// ```swift
/// func localesInUse(of item: some ValuedEntity) -> Set<Code<CatalogLocale>> {
///   Set(item.values.compactMap(\.locale))
/// }
/// ```
public protocol ValuedEntity: CatalogEntity {
  /// The values.
  var values: Values { get }
}

/// A product, by UUID or by identifier, or a product model: what all of them tell.
public protocol ProductEntity: ValuedEntity {
  /// The family, which a simple product may lack.
  var family: Code<Family>? { get }
  /// The product model above; `nil` for a simple product and at the top.
  var parent: Code<ProductModel>? { get }
  /// The categories, those of the parents included.
  var categories: [Code<CatalogCategory>] { get }
  /// The associations by type.
  var associations: Associations { get }
  /// The associations with quantities by type.
  var quantifiedAssociations: QuantifiedAssociations { get }
  /// When it was created.
  var created: Date? { get }
  /// When it was last updated. It is no version (N14).
  var updated: Date? { get }
  /// What the connection may do with it (Enterprise Edition).
  var workflowStatus: String? { get }
  /// The workflows that run over it, where they were asked for.
  var workflowExecutions: [WorkflowExecution] { get }
  /// The quality scores by channel and locale, where they were asked for.
  var qualityScores: [QualityScore] { get }
}

extension Product: ProductEntity {}
extension IdentifiedProduct: ProductEntity {}
extension ProductModel: ProductEntity {}
extension ReferenceEntityRecord: ValuedEntity {}
extension Asset: ValuedEntity {}
