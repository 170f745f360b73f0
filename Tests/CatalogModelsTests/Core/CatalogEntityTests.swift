import CatalogModels
import Testing

struct CatalogEntityTests {
  @Test("Each resource knows every field of its sample", arguments: ResourceSample.all)
  func knownFields(_ sample: ResourceSample) throws { try sample.rules.knowsItsFields(sample.json) }

  @Test("Fields that a model does not know are named and reachable", arguments: ResourceSample.all)
  func unknownFields(_ sample: ResourceSample) throws { try sample.rules.reportsUnknownFields(sample.json) }

  @Test("Codable keeps numbers' texts and unknown fields, in JSON and property lists", arguments: ResourceSample.all)
  func modelsEncodeWithoutLoss(_ sample: ResourceSample) throws { try sample.rules.encodesWithoutLoss(sample.json) }

  @Test("Models are equal by content, in any order of fields", arguments: ResourceSample.all)
  func modelsCompareByContent(_ sample: ResourceSample) throws { try sample.rules.comparesByContent(sample.json) }

  @Test("A detached model says the same when its page is gone", arguments: ResourceSample.all)
  func detachedModels(_ sample: ResourceSample) throws { try sample.rules.survivesDetached(sample.json) }

  @Test("An object without its key is no model", arguments: ResourceSample.all)
  func objectsWithoutKey(_ sample: ResourceSample) throws { try sample.rules.refusesNoKey() }

  @Test("Every resource of the vendor's description has a sample")
  func samplesOfAllResources() {
    #expect(ResourceSample.all.count == 22)
    #expect(Set(ResourceSample.all.map(\.name)).count == 22)
  }

  @Test("N4: a code that came as a number is a code")
  func numericCode() throws {
    #expect(try model(AttributeOption.self, #"{"code":27,"attribute":100}"#).code == "27")
    #expect(try model(AttributeOption.self, #"{"code":27,"attribute":100}"#).attribute == "100")
  }

  @Test("A decoder that finds no JSON text gives a decoding error, not a trap")
  func decodingRubbish() {
    #expect(throws: DecodingError.self) { try decode(Family.self, "not json") }
    #expect(throws: (any Error).self) { try decode(Family.self, "[1]") }
  }

  private func decode<Item: Decodable>(_: Item.Type, _ text: String) throws -> Item {
    try Decoding.json([Item].self, [text])[0]
  }
}
