import CatalogModels
import Testing

struct IdentifiedProductTests {
  @Test("N8, N13: a product by identifier, whose associations name products by identifier and some by nothing")
  func identifiedProduct() throws {
    let text = #"""
      {"identifier":"CAP-1","uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","enabled":false,"family":"caps","parent":"m",
      "categories":["a"],"groups":["g"],"values":{"name":[{"locale":"en_US","scope":null,"data":"Cap"}]},
      "associations":{"PACK":{"products":["1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",null],"product_models":[],"groups":[]}},
      "quantified_associations":{"SET":{"products":[{"identifier":"S","quantity":2}],"product_models":[]}},
      "created":"2024-03-01T08:15:00+01:00","updated":"2024-03-02T08:15:00+01:00",
      "metadata":{"workflow_status":"read_only"},"completenesses":[{"scope":"shop","locale":"en_US","data":80}],
      "quality_scores":[{"scope":"shop","locale":"en_US","data":"B"}]}
      """#
    let product = try IdentifiedProduct(parsing: text.utf8)
    #expect(product.id == "CAP-1")
    #expect(product.uuid != nil)
    #expect(!product.isEnabled)
    #expect(product.family == "caps")
    #expect(product.parent == "m")
    #expect(product.categories == ["a"])
    #expect(product.groups == ["g"])
    #expect(product.values["name", locale: "en_US"]?.data.string == "Cap")
    // An identifier that looks like a UUID is an identifier all the same.
    #expect(product.associations["PACK"]?.products.map(\.identifier) == ["1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"])
    #expect(product.associations["PACK"]?.unnamedProducts == 1)
    #expect(product.quantifiedAssociations["SET"]?.products.map(\.quantity) == [2])
    #expect(product.created != nil)
    #expect(product.updated != nil)
    #expect(product.workflowStatus == "read_only")
    #expect(product.completenesses.map(\.percent) == [80])
    #expect(product.qualityScores.map(\.score) == ["B"])
  }

  @Test("N13: a product without an identifier is none that these endpoints give")
  func withoutIdentifier() {
    let error = #expect(throws: CatalogError.self) {
      try IdentifiedProduct(parsing: #"{"uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","identifier":null}"#.utf8)
    }
    #expect(error?.code == .unexpectedContent)
  }
}
