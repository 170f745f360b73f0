import CatalogModels
import Foundation
import Testing

struct ProductTests {
  @Test("A product's fields have their types")
  func productFields() throws {
    let product = try ResourceSample.of(Product.self)
    #expect(product.id == UUID(uuidString: "1B9D6BCD-BBFD-4B2D-9B5D-AB8DFBBD4BED"))
    #expect(product.identifier == "LANTERN-7" && product.isEnabled && product.family == "lanterns")
    #expect(product.parent == "lantern_model" && product.rootParent == "lantern_root")
    #expect(product.categories == ["camp", "light"] && product.groups == ["starter_set"])
    #expect(product.values["name", locale: "en_US"]?.data == "Lantern “Seven”")
    #expect(product.created == Date(timeIntervalSince1970: 1_709_277_300))
    #expect(product.updated == Date(timeIntervalSince1970: 1_752_090_059))
    #expect(product.workflowStatus == "working_copy" && product.metadata?["workflow_status"] == "working_copy")
    #expect(product.completenesses == [Completeness(channel: "shop", locale: "en_US", percent: 80)])
    #expect(product.qualityScores == [QualityScore(channel: "shop", locale: "en_US", score: "B")])
  }

  @Test("Workflow runs are read with their tasks")
  func workflowRuns() throws {
    let run = try #require(try ResourceSample.of(Product.self).workflowExecutions.first)
    #expect(run.status == "in_progress" && run.workflow == "launch" && run.labels["en_US"] == "Launch")
    #expect(run.startedAt == Date(timeIntervalSince1970: 1_736_071_200) && run.completedAt == nil)
    #expect(run.tasks.map(\.step) == ["photo"] && run.tasks.first?.labels["en_US"] == "Photo")
    #expect(run.tasks.first?.createdAt == Date(timeIntervalSince1970: 1_736_071_201))
    #expect(try Decoding.json(WorkflowExecution.self, run) == run)
  }

  @Test("N1: every map of a product may be an empty list, and every list an empty map")
  func emptyMapsOfProducts() throws {
    let product = try model(
      Product.self,
      #"""
      {"uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","enabled":"1","family":null,"categories":{},"groups":{},
      "values":[],"associations":[],"quantified_associations":[],"metadata":[],"completenesses":{},"quality_scores":{},
      "workflow_execution_statuses":{}}
      """#)
    #expect(product.isEnabled && product.family == nil && product.parent == nil && product.identifier == nil)
    #expect(product.categories.isEmpty && product.groups.isEmpty && product.values.isEmpty)
    #expect(product.associations.isEmpty && product.quantifiedAssociations.isEmpty)
    #expect(product.completenesses.isEmpty && product.qualityScores.isEmpty && product.workflowExecutions.isEmpty)
    #expect(product.workflowStatus == nil && product.created == nil && product.unknownFields == [])
  }

  @Test("N13: a product without identifier is a product")
  func productWithoutIdentifier() throws {
    #expect(
      try model(Product.self, #"{"uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","identifier":null}"#).identifier == nil)
  }

  @Test("N6: the identifier is found among the values only where it is the only one")
  func identifierAmongValues() throws {
    func product(_ values: String) throws -> Product { try ValuesTests.product(values) }
    let sku = #""sku":[{"locale":null,"scope":null,"data":"A-1","attribute_type":"pim_catalog_identifier"}]"#
    #expect(try product("{\(sku)}").identifier == "A-1")
    #expect(try product(#"{"sku":[{"data":"A-1"}]}"#).identifier == nil)
    #expect(
      try product(#"{\#(sku),"ean":[{"data":"9","attribute_type":"pim_catalog_identifier"}]}"#).identifier == nil)
  }

  @Test("A UUID that is none is named", arguments: ["\"x\"", "7", "null", "\"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4be\""])
  func productWithBadUUID(_ uuid: String) throws {
    let error = try #require(throws: CatalogError.self) { try model(Product.self, #"{"uuid":\#(uuid),"family":"f"}"#) }
    #expect(error.code == .unexpectedContent && error.message.contains("`uuid`") && error.advice != nil)
  }

  @Test("A product model's fields have their types")
  func productModelFields() throws {
    let model = try ResourceSample.of(ProductModel.self)
    #expect(model.code == "lantern_model" && model.family == "lanterns" && model.familyVariant == "by_colour")
    #expect(model.parent == "lantern_root" && model.categories == ["camp"] && model.values["colour"]?.data == "moss")
    #expect(model.workflowStatus == "read_only" && model.workflowExecutions.isEmpty)
    #expect(model.qualityScores == [QualityScore(channel: "shop", locale: "de_DE", score: "C")])
    #expect(model.created != nil && model.updated != nil)
  }
}
