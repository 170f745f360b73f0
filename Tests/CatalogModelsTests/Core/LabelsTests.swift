import CatalogModels
import Testing

struct LabelsTests {
  let labels: Labels = ["en_US": "Moss", "fr_FR": "Mousse", "de_DE": ""]

  @Test("Labels fall back along the given locales and end in the code")
  func labelsFallBackToCode() {
    let code: Code<AttributeOption> = "moss_7"
    #expect(labels.best(for: code, in: ["de_DE", "fr_FR", "en_US"]) == "Mousse")
    #expect(labels.best(for: code, in: ["de_DE", "it_IT"]) == "moss_7")
    #expect(labels.best(for: code, in: []) == "moss_7")
    #expect(labels.first(of: ["de_DE"]) == nil)
  }

  @Test("Empty labels count as absent")
  func emptyLabelsAreAbsent() {
    #expect(labels["de_DE"] == nil)
    #expect(labels.locales == ["en_US", "fr_FR"])
    #expect(labels == ["fr_FR": "Mousse", "en_US": "Moss"])
  }

  @Test("N15: a locale is found in any case, an exact one first")
  func labelLocalesInAnyCase() {
    #expect(labels["EN_us"] == "Moss")
    let both: Labels = ["EN_US": "upper", "en_US": "exact"]
    #expect(both["en_US"] == "exact" && both["EN_US"] == "upper")
  }

  @Test(
    "N1: labels that come as a list are none", arguments: ["[]", "{}", "null", #"["x"]"#, #""x""#, #"{"en_US":null}"#])
  func labelsAsList(_ text: String) throws {
    let family = try model(Family.self, #"{"code":"f","labels":\#(text)}"#)
    #expect(family.labels.isEmpty)
    #expect(family.label(in: ["en_US"]) == "f")
  }

  @Test("Labels are given in the order of their locales; where a locale stands twice, the last one counts")
  func labelsInOrder() throws {
    let json = #"{"fr_FR":"F","de_DE":"","en_US":"first","en_US":"last","it_IT":"I","de_DE":"D","it_IT":""}"#
    let family = try model(Family.self, #"{"code":"f","labels":\#(json)}"#)
    #expect(family.labels.map(\.text) == ["D", "last", "F"])
    #expect(family.labels.map(\.locale) == family.labels.locales)
    #expect(family.labels == ["de_DE": "D", "en_US": "last", "fr_FR": "F"])
  }

  @Test("Labels encode as a map")
  func labelsEncodeAsMap() throws {
    #expect(try Decoding.json([String: String].self, labels) == ["en_US": "Moss", "fr_FR": "Mousse"])
    #expect(try Decoding.propertyList(Labels.self, labels) == labels)
  }
}
