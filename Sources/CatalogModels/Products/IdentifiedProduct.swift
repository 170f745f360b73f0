#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A product as the identifier endpoints give it: by the value of its main identifier.
///
/// Prefer ``Product``: identifiers can change, and these endpoints leave out products that have none (N13).
/// See https://api.akeneo.com/concepts/products.html#product
public struct IdentifiedProduct: CatalogEntity {
  /// `product`.
  public static var entityName: String { "product" }

  /// The object behind the model.
  public let raw: RawObject
  /// The value of the main identifier.
  public let identifier: Code<IdentifiedProduct>

  /// The identifier, which is the key.
  public var id: Code<IdentifiedProduct> { identifier }

  /// Makes a product of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    identifier = try raw.key("identifier", of: Self.self)
    self.raw = raw
  }

  /// The UUID, which PIMs before 7.0 do not give.
  public var uuid: UUID? { raw["uuid"].flatMap { UUID($0) } }
  /// Whether the product is enabled.
  public var isEnabled: Bool { raw.bool("enabled") ?? true }
  /// The family, which a simple product may lack.
  public var family: Code<Family>? { raw.code("family") }
  /// The product model whose variant this is; `nil` for a simple product.
  public var parent: Code<ProductModel>? { raw.code("parent") }
  /// The categories, those of the parent models included.
  public var categories: [Code<CatalogCategory>] { raw.codes("categories") }
  /// The product groups.
  public var groups: [Code<ProductGroup>] { raw.codes("groups") }
  /// The values, those of the parent models included (N16).
  public var values: Values { raw.values }
  /// The associations by type. Products are named by identifier, and those without one by nothing at all (N8).
  public var associations: Associations { Associations(raw["associations"], naming: .identifier) }
  /// The associations with quantities by type.
  public var quantifiedAssociations: QuantifiedAssociations { QuantifiedAssociations(raw["quantified_associations"]) }
  /// When it was created.
  public var created: Date? { raw.date("created") }
  /// When it, or a parent's data, was last updated. It is no version (N14).
  public var updated: Date? { raw.date("updated") }
  /// Further particulars, such as `workflow_status` (Enterprise Edition).
  public var metadata: RawJSON? { raw["metadata"] }
  /// What the connection may do with it: `working_copy`, `draft_in_progress`, `proposal_waiting_for_approval` or
  /// `read_only` (Enterprise Edition).
  public var workflowStatus: String? { metadata?["workflow_status"]?.string }
  /// The workflows that run over it, where they were asked for.
  public var workflowExecutions: [WorkflowExecution] { raw.workflowExecutions }
  /// The completeness by channel and locale, where it was asked for.
  public var completenesses: [Completeness] { raw.completenesses }
  /// The quality scores by channel and locale, where they were asked for.
  public var qualityScores: [QualityScore] { raw.qualityScores }
}
