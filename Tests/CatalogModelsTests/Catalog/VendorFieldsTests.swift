import CatalogModels
import Foundation
import Testing

/// Holds the models against the vendor's description, where that lies beside the project.
struct VendorFieldsTests {
  static let description = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/spec/akeneo-web-api.json").standardizedFileURL
  static let isThere = FileManager.default.fileExists(atPath: description.path)

  @Test(
    "Every field of the vendor's description is known",
    .enabled(if: isThere, "the description ../shared/spec/akeneo-web-api.json is not beside the project"))
  func vendorFields() throws {
    let document = try RawJSON(parsing: Data(contentsOf: Self.description))
    let resources: [(path: String, known: Set<String>)] = [
      ("products-uuid/{uuid}", Product.knownFields), ("product-models/{code}", ProductModel.knownFields),
      ("attributes/{code}", Attribute.knownFields),
      ("attributes/{attribute_code}/options/{code}", AttributeOption.knownFields),
      ("attribute-groups/{code}", AttributeGroup.knownFields),
      ("association-types/{code}", AssociationType.knownFields), ("categories/{code}", CatalogCategory.knownFields),
      ("families/{code}", Family.knownFields), ("families/{family_code}/variants/{code}", FamilyVariant.knownFields),
      ("channels/{code}", Channel.knownFields), ("currencies/{code}", Currency.knownFields),
      ("locales/{code}", CatalogLocale.knownFields), ("measurement-families", MeasurementFamily.knownFields),
      ("media-files/{code}", MediaFile.knownFields), ("reference-entities/{code}", ReferenceEntity.knownFields),
      ("reference-entities/{reference_entity_code}/attributes/{code}", ReferenceEntityAttribute.knownFields),
      ("reference-entities/{reference_entity_code}/records/{code}", ReferenceEntityRecord.knownFields),
      ("asset-families/{code}", AssetFamily.knownFields),
      ("asset-families/{asset_family_code}/attributes/{code}", AssetFamilyAttribute.knownFields),
      ("asset-families/{asset_family_code}/assets/{code}", Asset.knownFields),
    ]
    for (path, known) in resources {
      let schema = document["paths"]?["/api/rest/v1/\(path)"]?["get"]?["responses"]?["200"]?["schema"]
      let fields = fields(of: schema).subtracting(["_links"])
      #expect(fields.contains("code") || fields.contains("uuid"), "\(path) is described")
      #expect(fields.subtracting(known).isEmpty, "\(path)")
    }
  }

  private func fields(of schema: RawJSON?) -> Set<String> {
    guard let schema else { return [] }
    let own = Set((schema["properties"]?.members ?? []).map(\.name))
    return (schema["allOf"]?.elements ?? []).reduce(own) { $0.union(fields(of: $1)) }
  }
}
