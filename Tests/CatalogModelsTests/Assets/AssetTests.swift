import CatalogModels
import Foundation
import Testing

struct AssetTests {
  @Test("An asset and its media have their types")
  func assetFields() throws {
    let asset = try ResourceSample.of(Asset.self)
    #expect(asset.assetFamily == "packshots" && asset.labels == ["en_US": "Front view"])
    #expect(asset.created == Date(timeIntervalSince1970: 1_622_453_014) && asset.updated != asset.created)
    #expect(asset.values["photo"]?.linkedData?["size"] == 41838)
    let file = try ResourceSample.of(MediaFile.self)
    #expect(file.originalFilename == "lamp.jpg" && file.mimeType == "image/jpeg" && file.size == 16070)
    #expect(file.fileExtension == "jpg" && file.downloadLink?.hasSuffix("/download") == true)
    let option = try ResourceSample.of(AssetFamilyAttributeOption.self)
    #expect(option.assetFamily == "packshots" && option.attribute == "view")
  }

  @Test("An asset's family is in the object, or was in the address")
  func familyOfAsset() throws {
    #expect(try model(Asset.self, #"{"code":"a","asset_family_code":"f"}"#).assetFamily == "f")
    #expect(try Asset(RawObject(parsing: #"{"code":"a"}"#.utf8).adding("asset_family", "f")).assetFamily == "f")
    #expect(try model(Asset.self, #"{"code":"a"}"#).assetFamily == nil)
  }

  @Test("An attribute of assets has its link's parts and its target")
  func assetFamilyAttributeFields() throws {
    let attribute = try ResourceSample.of(AssetFamilyAttribute.self)
    #expect(attribute.type == AttributeType.Entity.mediaLink && attribute.mediaType == "image")
    #expect(attribute.prefix == "https://dam.test/" && attribute.suffix == "?w=1")
    #expect(attribute.valuePerLocale && !attribute.valuePerChannel && !attribute.isReadOnly)
    #expect(attribute.linkedReferenceEntity == "maker" && attribute.assetFamily == "packshots")
    #expect(attribute.maxCharacters == nil && attribute.minValue == nil && attribute.validationRule == nil)
  }

  @Test("An asset family's convention, rules and transformations are typed")
  func assetFamilyRules() throws {
    let family = try ResourceSample.of(AssetFamily.self)
    #expect(family.attributeAsMainMedia == "photo")
    let convention = try #require(family.namingConvention)
    #expect(convention.source?.attribute == "photo" && convention.source?.locale == "en_US")
    #expect(convention.pattern == #"/(?P<product_ref>.*)\.jpg/"# && convention.abortsCreationOnError)
    let rule = try #require(family.productLinkRules.first)
    #expect(rule.productSelections.map(\.field) == ["sku"] && rule.productSelections[0].operator == "=")
    #expect(rule.productSelections[0].value == "{{product_ref}}" && rule.productSelections[0].channel == "shop")
    #expect(rule.assignments.map(\.attribute) == ["pictures"] && rule.assignments[0].mode == "add")
    #expect(rule.assignments[0].locale == "{{locale}}" && rule.assignments[0].channel == nil)
    let transformation = try #require(family.transformations.first)
    #expect(transformation.label == "Thumbnail" && transformation.filenamePrefix == "t_")
    #expect(transformation.filenameSuffix == nil && transformation.source?.attribute == "photo")
    #expect(transformation.target?.attribute == "thumbnail" && transformation.target?.channel == "shop")
    #expect(transformation.operations.map(\.type) == ["resize", "colorspace"])
    #expect(transformation.operations[0].parameters["width"] == 150)
    #expect(try Decoding.json([AssetTransformation].self, family.transformations) == family.transformations)
  }

  @Test("N1: an asset family without rules has empty lists", arguments: ["[]", "{}", "null"])
  func assetFamilyWithoutRules(_ text: String) throws {
    let family = try model(
      AssetFamily.self,
      #"{"code":"f","naming_convention":\#(text),"product_link_rules":\#(text),"transformations":\#(text)}"#)
    #expect(family.namingConvention == nil && family.productLinkRules.isEmpty && family.transformations.isEmpty)
  }
}
