import CatalogModels
import Foundation
import Testing

struct FamilyTests {
  @Test("A family's fields have their types")
  func familyFields() throws {
    let family = try ResourceSample.of(Family.self)
    #expect(family.attributes == ["sku", "name", "burn_time"])
    #expect(family.attributeAsLabel == "name" && family.attributeAsImage == "photo" && family.parent == nil)
    #expect(family.attributeRequirements == ["shop": ["sku", "name"], "print": ["sku"]])
  }

  @Test("N1: requirements may be an empty list, and their lists maps")
  func requirementsAsList() throws {
    #expect(try model(Family.self, #"{"code":"f","attribute_requirements":[]}"#).attributeRequirements.isEmpty)
    #expect(
      try model(Family.self, #"{"code":"f","attribute_requirements":{"shop":{"0":"a"},"print":null}}"#)
        .attributeRequirements == ["shop": ["a"], "print": []])
  }

  @Test("N16: a family variant tells which level owns a value, without regard to case")
  func owningLevels() throws {
    let variant = try ResourceSample.of(FamilyVariant.self)
    #expect(variant.family == "lanterns" && variant.commonAttributes == ["name"])
    #expect(variant.levels.map(\.level) == [1, 2])
    #expect(variant.levels.map(\.axes) == [["colour"], ["size"]])
    #expect(variant.owningLevel(of: "name") == 0 && variant.owningLevel(of: "photo") == 1)
    #expect(variant.owningLevel(of: "COLOUR") == 1 && variant.owningLevel(of: "Sku") == 2)
    #expect(variant.owningLevel(of: "unheard_of") == 0)
  }

  @Test("N16: levels without a number count in their order")
  func levelsWithoutNumber() throws {
    let variant = try model(
      FamilyVariant.self,
      #"{"code":"v","variant_attribute_sets":{"0":{"axes":["a"]},"1":{"level":"2","axes":["b"],"attributes":{}}}}"#)
    #expect(variant.levels.map(\.level) == [1, 2] && variant.levels.map(\.axes) == [["a"], ["b"]])
    #expect(variant.owningLevel(of: "b") == 2)
  }

  @Test("Groups, options, association types and categories have their types")
  func smallResources() throws {
    let group = try ResourceSample.of(AttributeGroup.self)
    #expect(group.sortOrder == 7 && group.attributes == ["burn_time", "weight"])
    let option = try ResourceSample.of(AttributeOption.self)
    #expect(option.attribute == "colour" && option.sortOrder == 2 && option.label(in: ["fr_FR"]) == "Mousse")
    let type = try ResourceSample.of(AssociationType.self)
    #expect(type.isTwoWay && !type.isQuantified && type.labels["en_US"] == "Spare part")
    let category = try ResourceSample.of(CatalogCategory.self)
    #expect(category.parent == "shop" && category.position == 3 && category.channelRequirements == ["shop", "print"])
    #expect(category.updated == Date(timeIntervalSince1970: 1_747_910_880))
  }
}
