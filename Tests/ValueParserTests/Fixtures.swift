import CatalogModels
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Small models from JSON text.
enum Fixture {
  static let uuid = "3e1f1c1e-9a0b-4a54-8a33-0d6ba0f6a001"

  static func product(_ values: String, parent: String? = nil, identifier: String? = "SKU-1") throws -> Product {
    let identifier = identifier.map { "\"\($0)\"" } ?? "null"
    let parent = parent.map { "\"\($0)\"" } ?? "null"
    return try Product(
      parsing: #"{"uuid":"\#(uuid)","identifier":\#(identifier),"parent":\#(parent),"values":\#(values)}"#.utf8)
  }

  static func model(
    _ code: String, _ values: String, parent: String? = nil, variant: String = "by_color_size"
  ) throws -> ProductModel {
    let parent = parent.map { "\"\($0)\"" } ?? "null"
    return try ProductModel(
      parsing: #"{"code":"\#(code)","family_variant":"\#(variant)","parent":\#(parent),"values":\#(values)}"#.utf8)
  }

  static func record(_ code: String, _ values: String) throws -> ReferenceEntityRecord {
    try ReferenceEntityRecord(parsing: #"{"code":"\#(code)","values":\#(values)}"#.utf8)
  }

  static func asset(_ code: String, _ values: String) throws -> Asset {
    try Asset(parsing: #"{"code":"\#(code)","values":\#(values)}"#.utf8)
  }

  static func attribute(_ code: String, _ type: String, _ more: String = "") throws -> Attribute {
    try Attribute(parsing: #"{"code":"\#(code)","type":"\#(type)"\#(more.isEmpty ? "" : "," + more)}"#.utf8)
  }

  static func option(_ attribute: String, _ code: String, _ labels: String = "{}", place: Int = 1) throws
    -> AttributeOption
  {
    try AttributeOption(
      parsing: #"{"code":"\#(code)","attribute":"\#(attribute)","sort_order":\#(place),"labels":\#(labels)}"#.utf8)
  }

  static func entityAttribute(_ code: String, _ type: String, _ more: String = "") throws -> ReferenceEntityAttribute {
    try ReferenceEntityAttribute(
      parsing: #"{"code":"\#(code)","type":"\#(type)"\#(more.isEmpty ? "" : "," + more)}"#.utf8)
  }

  static func familyAttribute(_ code: String, _ type: String, _ more: String = "") throws -> AssetFamilyAttribute {
    try AssetFamilyAttribute(parsing: #"{"code":"\#(code)","type":"\#(type)"\#(more.isEmpty ? "" : "," + more)}"#.utf8)
  }

  /// A schema with one attribute `x`.
  static func schema(_ type: String, _ more: String = "") throws -> CatalogSchema {
    CatalogSchema(attributes: [try attribute("x", type, more)])
  }

  /// The values of a product with one value of the attribute `x`.
  static func typed(_ schema: CatalogSchema, data: String, _ more: String = "") throws -> TypedValues {
    let more = more.isEmpty ? "" : "," + more
    return schema.typed(try product(#"{"x":[{"locale":null,"scope":null,"data":\#(data)\#(more)}]}"#))
  }
}
