import CatalogModels
import Foundation
import Testing

struct ReferenceEntityTests {
  @Test("A reference entity and its attributes, options and records have their types")
  func referenceEntityFields() throws {
    let entity = try ResourceSample.of(ReferenceEntity.self)
    #expect(entity.image == "0/2/maker.png" && entity.imageDownloadLink?.hasSuffix("maker.png") == true)
    let option = try ResourceSample.of(ReferenceEntityAttributeOption.self)
    #expect(option.referenceEntity == "maker" && option.attribute == "region" && option.label(in: ["en_US"]) == "Alps")
    let record = try ResourceSample.of(ReferenceEntityRecord.self)
    #expect(record.referenceEntity == "maker" && record.created != nil)
    #expect(record.updated == Date(timeIntervalSince1970: 1_612_395_960), "a leap second, as in the vendor's example")
  }

  @Test("An attribute of records has its limits and its target")
  func referenceEntityAttributeFields() throws {
    let attribute = try ResourceSample.of(ReferenceEntityAttribute.self)
    #expect(attribute.referenceEntity == "maker" && attribute.type == AttributeType.Entity.number)
    #expect(attribute.valuePerChannel && !attribute.valuePerLocale && attribute.isRequiredForCompleteness)
    #expect(attribute.maxCharacters == 40 && attribute.isTextarea && attribute.isRichTextEditor && attribute.isReadOnly)
    #expect(attribute.validationRule == "regexp" && attribute.validationRegexp == "/x/")
    #expect(attribute.allowedExtensions == ["png"] && attribute.maxFileSize == "10" && attribute.areDecimalsAllowed)
    #expect(attribute.minValue == "1800" && attribute.maxValue == "2100")
    #expect(attribute.linkedReferenceEntity == "country" && attribute.linkedAssetFamily == "logos")
  }

  @Test("N2: attributes of a reference entity come as a bare array, and take its code from the address")
  func referenceEntityAttributesAsArray() throws {
    let page = try page(#"[{"code":"a","type":"text"},{"code":"b","type":"image"}]"#)
    let attributes = try page.models { raw throws(CatalogError) in
      try ReferenceEntityAttribute(raw.adding("reference_entity", "maker"))
    }
    #expect(attributes.map(\.code) == ["a", "b"])
    #expect(attributes.allSatisfy { $0.referenceEntity == "maker" && $0.unknownFields.isEmpty })
  }
}
