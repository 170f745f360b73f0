#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What the variants of a product have in common, on one of at most two levels.
///
/// See https://api.akeneo.com/concepts/products.html#product-model
public struct ProductModel: CodedEntity {
  /// `product model`.
  public static var entityName: String { "product model" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "family", "family_variant", "parent", "categories", "values", "associations", "quantified_associations",
    "created", "updated", "metadata", "quality_scores", "workflow_execution_statuses",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<ProductModel>

  /// Makes a product model of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The family.
  public var family: Code<Family>? { raw.code("family") }
  /// The family variant, which tells the levels, their axes and which level owns a value.
  public var familyVariant: Code<FamilyVariant>? { raw.code("family_variant") }
  /// The product model above; `nil` at the top.
  public var parent: Code<ProductModel>? { raw.code("parent") }
  /// The categories, those of the parent included.
  public var categories: [Code<CatalogCategory>] { raw.codes("categories") }
  /// The values, those of the parent included (N16).
  public var values: Values { raw.values }
  /// The associations by type. Product models name products by identifier (N8).
  public var associations: Associations { Associations(raw["associations"], naming: .identifier) }
  /// The associations with quantities by type.
  public var quantifiedAssociations: QuantifiedAssociations { QuantifiedAssociations(raw["quantified_associations"]) }
  /// When it was created.
  public var created: Date? { raw.date("created") }
  /// When it was last updated. It is no version (N14).
  public var updated: Date? { raw.date("updated") }
  /// Further particulars, such as `workflow_status` (Enterprise Edition).
  public var metadata: RawJSON? { raw["metadata"] }
  /// What the connection may do with it: `working_copy`, `draft_in_progress`, `proposal_waiting_for_approval` or
  /// `read_only` (Enterprise Edition).
  public var workflowStatus: String? { metadata?["workflow_status"]?.string }
  /// The workflows that run over it, where they were asked for.
  public var workflowExecutions: [WorkflowExecution] { raw.workflowExecutions }
  /// The quality scores by channel and locale, where they were asked for.
  public var qualityScores: [QualityScore] { raw.qualityScores }
}

/// A group of products. The API names groups by code only, so this type is never made: it gives such codes their type.
public enum ProductGroup: Sendable {}
