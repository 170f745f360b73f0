#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A thing of a reference entity, such as one brand.
///
/// See https://api.akeneo.com/concepts/reference-entities.html#reference-entity-record
public struct ReferenceEntityRecord: LabeledEntity {
  /// `reference entity record`.
  public static var entityName: String { "reference entity record" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "reference_entity", "values", "labels", "created", "updated",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<ReferenceEntityRecord>

  /// Makes a reference entity record of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The reference entity, which the API names in the address only.
  public var referenceEntity: Code<ReferenceEntity>? { raw.code("reference_entity") }
  /// The names, which are the values of the attribute `label`.
  public var labels: Labels { raw.valueLabels }
  /// The values.
  public var values: Values { raw.values }
  /// When it was created, where the server says so.
  public var created: Date? { raw.date("created") }
  /// When it was last updated, where the server says so.
  public var updated: Date? { raw.date("updated") }
}
