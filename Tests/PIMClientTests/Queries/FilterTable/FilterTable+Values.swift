import CatalogModels
import Foundation
import PIMClient

extension FilterTable {
  /// The attribute types of products by the short names that the table has for them.
  static let types: [String: AttributeType] = [
    "identifier": .identifier, "text": .text, "textarea": .textarea, "number": .number, "metric": .metric,
    "price_collection": .priceCollection, "simpleselect": .simpleSelect, "multiselect": .multiSelect,
    "boolean": .boolean, "date": .date, "file": .file, "image": .image,
    "reference_data_simpleselect": .referenceDataSimpleSelect,
    "reference_data_multiselect": .referenceDataMultiSelect, "reference_entity": .referenceEntity,
    "reference_entity_collection": .referenceEntityCollection, "asset_collection": .assetCollection,
    "product_link": .productLink, "table": .table,
  ]

  private static let texts = "identifier, text, textarea, file, image"
  private static let listed =
    "text, textarea, simpleselect, multiselect, reference_data_simpleselect, reference_data_multiselect, "
    + "reference_entity, reference_entity_collection, asset_collection"

  /// Tests of values of products and product models.
  static let values: [FilterRow<ValueTest>] = [
    FilterRow("every type", "EMPTY", "nothing") {
      .empty
    },
    FilterRow("every type", "NOT EMPTY", "nothing") {
      .notEmpty
    },
    FilterRow(texts, "STARTS WITH", "text") {
      .starts(with: "Ama")
    },
    FilterRow(texts, "CONTAINS", "text") {
      .contains("shirt")
    },
    FilterRow(texts, "DOES NOT CONTAIN", "text") {
      .doesNotContain("shirt")
    },
    FilterRow(texts, "=", "text") {
      .text(is: "Shirt")
    },
    FilterRow(texts, "!=", "text") {
      .text(isNot: "Shirt")
    },
    FilterRow("identifier", "IN", "identifiers", "7.0, SaaS") {
      .identifier(anyOf: ["sku-1"])
    },
    FilterRow("identifier", "NOT IN", "identifiers", "7.0, SaaS") {
      .identifier(noneOf: ["sku-1"])
    },
    FilterRow(listed, "IN", "texts or codes", "all; records and assets 7.0 EE, SaaS EE") {
      .any(["red", "blue"])
    },
    FilterRow(listed, "NOT IN", "texts or codes", "all; records and assets 7.0 EE, SaaS EE") {
      .none(["red", "blue"])
    },
    FilterRow("number", "<", "number") {
      .number(.less(than: 4))
    },
    FilterRow("number", "<=", "number") {
      .number(.atMost(4))
    },
    FilterRow("number", "=", "number") {
      .number(.equal(to: 4))
    },
    FilterRow("number", "!=", "number") {
      .number(.notEqual(to: 4))
    },
    FilterRow("number", ">=", "number") {
      .number(.atLeast(4))
    },
    FilterRow("number", ">", "number") {
      .number(.greater(than: 4))
    },
    FilterRow("metric", "<", "amount and unit") {
      .metric(.less(than: 3), unit: "GRAM")
    },
    FilterRow("metric", "<=", "amount and unit") {
      .metric(.atMost(3), unit: "GRAM")
    },
    FilterRow("metric", "=", "amount and unit") {
      .metric(.equal(to: 3), unit: "GRAM")
    },
    FilterRow("metric", "!=", "amount and unit") {
      .metric(.notEqual(to: 3), unit: "GRAM")
    },
    FilterRow("metric", ">=", "amount and unit") {
      .metric(.atLeast(3), unit: "GRAM")
    },
    FilterRow("metric", ">", "amount and unit") {
      .metric(.greater(than: 3), unit: "GRAM")
    },
    FilterRow("price_collection", "<", "amount and currency") {
      .price(.less(than: 9.5), currency: "EUR")
    },
    FilterRow("price_collection", "<=", "amount and currency") {
      .price(.atMost(9.5), currency: "EUR")
    },
    FilterRow("price_collection", "=", "amount and currency") {
      .price(.equal(to: 9.5), currency: "EUR")
    },
    FilterRow("price_collection", "!=", "amount and currency") {
      .price(.notEqual(to: 9.5), currency: "EUR")
    },
    FilterRow("price_collection", ">=", "amount and currency") {
      .price(.atLeast(9.5), currency: "EUR")
    },
    FilterRow("price_collection", ">", "amount and currency") {
      .price(.greater(than: 9.5), currency: "EUR")
    },
    FilterRow("boolean", "=", "`true` or `false`") {
      .boolean(true)
    },
    FilterRow("boolean", "!=", "`true` or `false`") {
      .boolean(isNot: true)
    },
    FilterRow("date", ">", "day") {
      .day(.after("2016-07-04"))
    },
    FilterRow("date", "<", "day") {
      .day(.before("2016-07-04"))
    },
    FilterRow("date", "=", "day") {
      .day(.on("2016-07-04"))
    },
    FilterRow("date", "!=", "day") {
      .day(.notOn("2016-07-04"))
    },
    FilterRow("date", "BETWEEN", "two days") {
      .day(.between("2016-07-04", "2016-07-05"))
    },
    FilterRow("date", "NOT BETWEEN", "two days") {
      .day(.notBetween("2016-07-04", "2016-07-05"))
    },
    FilterRow("product_link", "IN", "products and product models", "SaaS EE") {
      .links(anyOf: [.product(id), .productModel("amor")])
    },
    FilterRow("product_link", "NOT IN", "products and product models", "SaaS EE") {
      .links(noneOf: [.product(id)])
    },
    FilterRow("table", ">", "row, column and what the column's type takes", "SaaS EE") {
      .cell(row: "sugar", column: "percentage", .number(.greater(than: 50)))
    },
  ]
}
