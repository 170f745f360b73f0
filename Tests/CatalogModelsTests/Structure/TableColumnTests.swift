import CatalogModels
import Testing

struct TableColumnTests {
  let columns: [TableColumn]

  init() throws {
    columns = try model(
      Attribute.self,
      #"""
      {"code":"parts","type":"pim_catalog_table","table_configuration":[
      {"code":"part","data_type":"select","labels":{"en_US":"Part"},"validations":[],"is_required_for_completeness":"1",
      "options":[{"code":"glass","labels":{"en_US":"Glass"}},{"code":7,"labels":[]},{"labels":{}}]},
      {"code":"count","data_type":"number","validations":{"min":0,"max":"99.50","decimals_allowed":true}},
      {"code":"note","data_type":"text","validations":{"max_length":40},"labels":{},"is_required_for_completeness":false},
      {"code":"maker","data_type":"reference_entity","reference_entity_identifier":"maker"},
      {"code":"weight","data_type":"measurement","measurement_family_code":"Weight","measurement_default_unit_code":"GRAM"},
      {"code":"no","data_type":"incremental_number"},{"data_type":"text"}]}
      """#
    ).tableConfiguration
  }

  @Test("Columns have their types, limits, options and targets")
  func tableColumns() {
    #expect(columns.map(\.code) == ["part", "count", "note", "maker", "weight", "no"])
    #expect(
      columns.map(\.dataType) == ["select", "number", "text", "reference_entity", "measurement", "incremental_number"])
    #expect(columns[0].isRequiredForCompleteness && !columns[2].isRequiredForCompleteness)
    #expect(columns[0].labels["en_US"] == "Part")
    #expect(columns[0].options.map(\.code) == ["glass", "7"] && columns[0].options[0].labels["en_US"] == "Glass")
    #expect(columns[1].min == "0" && columns[1].max == "99.50" && columns[1].areDecimalsAllowed == true)
    #expect(columns[2].maxLength == 40 && columns[2].min == nil)
    #expect(columns[3].referenceEntity == "maker")
    #expect(columns[4].measurementFamily == "Weight" && columns[4].measurementDefaultUnit == "GRAM")
  }

  @Test("Columns encode with all that came")
  func columnsEncode() throws {
    #expect(try Decoding.json([TableColumn].self, columns) == columns)
  }
}
