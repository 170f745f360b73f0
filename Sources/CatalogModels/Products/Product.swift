#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A product: simple, or the variant of a product model.
///
/// Its key is the UUID. The identifier is an attribute like others, which can change or be absent.
/// See https://api.akeneo.com/concepts/products.html#product
public struct Product: CatalogEntity {
  /// `product`.
  public static var entityName: String { "product" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "uuid", "identifier", "enabled", "family", "categories", "groups", "parent", "values", "associations",
    "quantified_associations", "created", "updated", "metadata", "quality_scores", "completenesses", "root_parent",
    "workflow_execution_statuses",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The UUID.
  public let uuid: UUID

  /// The UUID, which is the key.
  public var id: UUID { uuid }

  /// Makes a product of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    guard let uuid = raw["uuid"].flatMap({ UUID($0) }) else {
      throw CatalogError(
        .unexpectedContent, "a product has no `uuid`: \(raw.excerpt)",
        advice: "Read products from the products-uuid endpoints; PIMs before 7.0 give no UUID.")
    }
    self.uuid = uuid
    self.raw = raw
  }

  /// The value of the main identifier, where the product has one. The UUID endpoints leave it among the values: without
  /// the attributes it is found there only where the server names types (N6) and one value is an identifier.
  public var identifier: String? { raw.string("identifier") ?? mainIdentifier }
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
  /// The associations by type.
  public var associations: Associations { Associations(raw["associations"]) }
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
  /// The product model at the top, where the server names it.
  public var rootParent: Code<ProductModel>? { raw.code("root_parent") }

  private var mainIdentifier: String? {
    let identifiers = values.filter { $0.attributeType == .identifier }
    return identifiers.count == 1 ? identifiers[0].data.string : nil
  }
}
