import CatalogModels
import Foundation
import Testing

struct AttributeTests {
  @Test("An attribute's fields have their types")
  func attributeFields() throws {
    let attribute = try ResourceSample.of(Attribute.self)
    #expect(attribute.code == "burn_time" && attribute.type == .number && attribute.group == "technical")
    #expect(attribute.groupLabels["en_US"] == "Technical" && attribute.sortOrder == 4)
    #expect(attribute.label(in: ["de_DE"]) == "Brenndauer" && attribute.guidelines["en_US"] == "In <b>hours</b>")
    #expect(!attribute.isLocalizable && attribute.isScopable && attribute.availableLocales == ["en_US"])
    #expect(!attribute.isUnique && !attribute.isMainIdentifier && attribute.isMandatory && attribute.isReadOnly)
    #expect(attribute.isUsableAsGridFilter && attribute.referenceDataName == "designers")
    #expect(attribute.maxCharacters == 12 && attribute.validationRule == "regexp")
    #expect(attribute.validationRegexp == "/^[0-9]+$/" && attribute.isWYSIWYGEnabled == false)
    #expect(attribute.numberMin == "-0.5000" && attribute.numberMax == "9007199254740993")
    #expect(attribute.areDecimalsAllowed == true && attribute.decimalPlacesStrategy == "round")
    #expect(attribute.decimalPlaces == 3 && attribute.areNegativesAllowed == false)
    #expect(attribute.metricFamily == "Duration" && attribute.defaultMetricUnit == "HOUR")
    #expect(attribute.dateMin == Date(timeIntervalSince1970: 1_498_636_800))
    #expect(attribute.dateMax == Date(timeIntervalSince1970: 1_502_150_400))
    #expect(attribute.allowedExtensions == ["jpg", "png"] && attribute.maxFileSize == "2.50")
    #expect(
      attribute.minimumInputLength == 3 && attribute.sortsOptionsByLabel == true && attribute.defaultValue == true)
    #expect(attribute.tableConfiguration.map(\.code) == ["part"])
  }

  @Test("An attribute of an older server has the values that say nothing")
  func attributeOfOlderServer() throws {
    let attribute = try model(
      Attribute.self,
      #"""
      {"code":"a","type":"pim_catalog_text","allowed_extensions":null,"available_locales":null,"max_characters":null,
      "default_value":null,"labels":[],"group_labels":[],"date_min":null,"table_configuration":null}
      """#)
    #expect(!attribute.isLocalizable && !attribute.isScopable && !attribute.isMandatory && !attribute.isMainIdentifier)
    #expect(attribute.allowedExtensions.isEmpty && attribute.availableLocales.isEmpty && attribute.labels.isEmpty)
    #expect(attribute.maxCharacters == nil && attribute.defaultValue == nil && attribute.areDecimalsAllowed == nil)
    #expect(attribute.tableConfiguration.isEmpty && attribute.dateMin == nil && attribute.groupLabels.isEmpty)
  }

  @Test(
    "N5: truth values of attributes may be text or numbers",
    arguments: [
      (#""1""#, true), (#""0""#, false), (#""true""#, true), (#""false""#, false), ("1", true), ("0", false),
      ("true", true),
    ])
  func attributeTruthValues(_ text: String, _ expected: Bool) throws {
    let attribute = try model(
      Attribute.self,
      #"""
      {"code":"a","type":"pim_catalog_number","unique":\#(text),"localizable":\#(text),"scopable":\#(text),
      "decimals_allowed":\#(text),"negative_allowed":\#(text),"is_main_identifier":\#(text)}
      """#)
    #expect(attribute.isUnique == expected && attribute.isLocalizable == expected && attribute.isScopable == expected)
    #expect(attribute.areDecimalsAllowed == expected && attribute.isMainIdentifier == expected)
  }

  @Test("N1: labels of whatever has labels may be an empty list")
  func labelsOfAnythingAsList() throws {
    let json = #"{"code":"c","type":"pim_catalog_text","labels":[],"group_labels":[]}"#
    #expect(try model(Attribute.self, json).labels.isEmpty && model(Attribute.self, json).groupLabels.isEmpty)
    #expect(try model(AttributeGroup.self, json).labels.isEmpty && model(AttributeOption.self, json).labels.isEmpty)
    #expect(try model(CatalogCategory.self, json).labels.isEmpty && model(AssociationType.self, json).labels.isEmpty)
    #expect(try model(FamilyVariant.self, json).labels.isEmpty && model(Channel.self, json).labels.isEmpty)
    #expect(try model(ReferenceEntity.self, json).labels.isEmpty && model(MeasurementFamily.self, json).labels.isEmpty)
    #expect(try model(ReferenceEntityAttribute.self, json).labels.isEmpty)
    #expect(try model(AssetFamily.self, json).labels.isEmpty && model(AssetFamilyAttribute.self, json).labels.isEmpty)
  }

  @Test(
    "N7: types that servers name in more than one way",
    arguments: [
      ("pim_catalog_price", AttributeType.priceCollection), ("pim_catalog_price_collection", .priceCollection),
      ("pim_reference_data_simpleselect", .referenceDataSimpleSelect),
      ("pim_catalog_reference_data_simpleselect", .referenceDataSimpleSelect),
      ("pim_catalog_reference_data_simple_select", .referenceDataSimpleSelect),
      ("pim_reference_data_multiselect", .referenceDataMultiSelect),
      ("pim_catalog_reference_data_multiselect", .referenceDataMultiSelect),
      ("pim_catalog_reference_data_multi_select", .referenceDataMultiSelect),
      ("pim_catalog_asset_collection", .assetCollection), ("pim_assets_collection", .legacyAssetCollection),
      ("acme_wheel", AttributeType(rawValue: "acme_wheel")),
    ])
  func canonicalTypes(_ name: String, _ type: AttributeType) throws {
    let attribute = try model(Attribute.self, #"{"code":"a","type":"\#(name)"}"#)
    #expect(attribute.type.rawValue == name && attribute.type.canonical == type)
    #expect(type.canonical == type)
  }

  @Test("N7: the asset manager of old is not the new one")
  func legacyAssets() {
    #expect(AttributeType.legacyAssetCollection.canonical != .assetCollection)
  }

  @Test("Types encode as single strings")
  func typesEncode() throws {
    #expect(try Decoding.json([String].self, [AttributeType.text]) == ["pim_catalog_text"])
    #expect(
      try Decoding.json([AttributeType].self, [AttributeType.Entity.mediaLink]) == [AttributeType.Entity.mediaLink])
  }
}
