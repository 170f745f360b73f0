import CatalogModels
import Foundation
import Testing

struct AssociationsTests {
  static let uuid = "6f9619ff-8b86-4011-b42d-00cf4fc964ff"

  @Test("N8: products are named by UUID, and by identifier on endpoints of old")
  func associatedProducts() throws {
    let entry = try #require(
      try product(
        #"{"SPARE":{"products":["\#(Self.uuid)","A-1",77,null,""],"product_models":["m"],"groups":["g"]},"X":[]}"#
      ).associations["spare"])
    #expect(entry.type == "SPARE")
    #expect(
      entry.products == [
        ProductReference(uuid: UUID(uuidString: Self.uuid)), ProductReference(identifier: "A-1"),
        ProductReference(identifier: "77"),
      ])
    #expect(entry.unnamedProducts == 2 && !entry.isEmpty)
    #expect(entry.productModels == ["m"] && entry.groups == ["g"])
  }

  @Test("N8: product models name products by identifier, be it one that looks like a UUID")
  func associatedProductsOfModels() throws {
    let model = try model(
      ProductModel.self, #"{"code":"m","associations":{"SPARE":{"products":["A-1","\#(Self.uuid)",null]}}}"#)
    let entry = try #require(model.associations["SPARE"])
    #expect(
      entry.products == [
        ProductReference(identifier: "A-1"),
        ProductReference(uuid: UUID(uuidString: Self.uuid), identifier: Self.uuid),
      ])
    #expect(entry.unnamedProducts == 1)
  }

  @Test("N1: associations that come as lists or nothing are none", arguments: ["[]", "{}", "null", "7", #"["x"]"#])
  func associationsAsList(_ text: String) throws {
    #expect(try product(text).associations.entries.isEmpty)
    #expect(try product(text).quantifiedAssociations.entries.isEmpty)
  }

  @Test("N1: lists inside associations may be maps, and types without content are kept")
  func listsInsideAssociations() throws {
    let associations = try product(#"{"A":{"products":{"0":"x"},"product_models":{},"groups":[]},"B":[],"C":null}"#)
      .associations
    #expect(associations["A"]?.products == [ProductReference(identifier: "x")])
    #expect(associations.entries.map(\.type) == ["A", "B", "C"])
    #expect(associations["B"]?.isEmpty == true && !associations.isEmpty)
    #expect(try product(#"{"B":{"products":[]}}"#).associations.isEmpty)
  }

  @Test("Quantities are read by UUID, identifier, code, and as text")
  func quantities() throws {
    let entry = try #require(
      try product(
        #"""
        {"SET":{"products":[{"uuid":"\#(Self.uuid)","quantity":2},{"identifier":"A-1","quantity":"3"},
        {"identifier":null,"quantity":4},{"uuid":"\#(Self.uuid)"},{"uuid":"\#(Self.uuid)","identifier":"B","quantity":1}],
        "product_models":[{"code":"m","quantity":5},{"identifier":"n","quantity":6},{"code":"o"}]}}
        """#
      ).quantifiedAssociations["set"])
    #expect(entry.products.map(\.quantity) == [2, 3, 1])
    #expect(
      entry.products.map(\.product) == [
        ProductReference(uuid: UUID(uuidString: Self.uuid)), ProductReference(identifier: "A-1"),
        ProductReference(uuid: UUID(uuidString: Self.uuid), identifier: "B"),
      ])
    #expect(entry.unnamedProducts == 2)
    #expect(entry.productModels.map(\.productModel) == ["m", "n"] && entry.productModels.map(\.quantity) == [5, 6])
  }

  @Test("Associations compare and encode")
  func associationsEncode() throws {
    let product = try ResourceSample.of(Product.self)
    #expect(try Decoding.json(Associations.self, product.associations) == product.associations)
    #expect(
      try Decoding.propertyList(QuantifiedAssociations.self, product.quantifiedAssociations)
        == product.quantifiedAssociations)
    #expect(product.quantifiedAssociations["SET"]?.productModels.map(\.productModel) == ["glass"])
  }

  private func product(_ text: String) throws -> Product {
    try model(
      #"{"uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","associations":\#(text),"quantified_associations":\#(text)}"#)
  }
}
