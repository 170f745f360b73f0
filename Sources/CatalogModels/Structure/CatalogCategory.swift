#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A node of a category tree.
///
/// See https://api.akeneo.com/concepts/catalog-structure.html#category
public struct CatalogCategory: LabeledEntity {
  /// `category`.
  public static var entityName: String { "category" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "parent", "position", "updated", "values", "channel_requirements", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<CatalogCategory>

  /// Makes a category of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The category above; `nil` at the top of a tree.
  public var parent: Code<CatalogCategory>? { raw.code("parent") }
  /// The place among its siblings, where it was asked for.
  public var position: Int? { raw.int("position") }
  /// The channels that need the tree for a product to be complete; stands at the top of a tree.
  public var channelRequirements: [Code<Channel>] { raw.codes("channel_requirements") }
  /// When it was last updated.
  public var updated: Date? { raw.date("updated") }
  /// The values of an enriched category, where they were asked for, by the attributes' codes.
  ///
  /// ```swift
  /// category.values["description", locale: "en_US", channel: "ecommerce"]?.data.string
  /// ```
  public var values: Values { raw.values }
  /// The values of an enriched category as they came, keyed `code|uuid|channel|locale` (N3).
  public var enrichedValues: RawJSON? { raw["values"] }
}
