import CatalogJSON
import CatalogModels
import PIMClient
import TestSupport

/// A table of `Docs/Filters.md`, and what its filters really send.
struct FilterSection: Sendable {
  /// What stands in the comment that opens the table.
  let name: String
  let rows: @Sendable () throws -> [String]
  /// What is wrong with the rows.
  let faults: @Sendable () async throws -> [String]

  init<Item>(
    _ name: String, _ endpoint: @escaping @Sendable (CatalogClient) -> Endpoint<Item>, _ rows: [FilterRow<Filter<Item>>]
  ) {
    self.name = name
    self.rows = { try rows.map { try $0.markdown() } }
    faults = {
      var faults: [String] = []
      for row in rows {
        let transport = ScriptedTransport([.json(PageText.of([]))])
        _ = try await endpoint(ClientUnderTest.make(transport)).list(.where(row.subject)).all()
        let text = transport.requests.first?.parameter("search") ?? ""
        faults += Self.faults(row, Self.conditions(try JSONSlice(parsing: Array(text.utf8)))).map { "\($0): \(text)" }
      }
      return faults
    }
  }

  /// The table of tests of values, which are sent as tests of an attribute.
  init(_ name: String, _ rows: [FilterRow<ValueTest>]) {
    self.name = name
    self.rows = { try rows.map { try $0.markdown() } }
    faults = {
      var faults: [String] = []
      for row in rows {
        let transport = ScriptedTransport([.json(PageText.of([]))])
        let client = try ClientUnderTest.make(transport)
        _ = try await client.products.list(.where(.attribute("name", row.subject))).all()
        let text = transport.requests.first?.parameter("search") ?? ""
        faults += Self.faults(row, Self.conditions(try JSONSlice(parsing: Array(text.utf8)))).map { "\($0): \(text)" }
        let named = Set(row.property.split(separator: ", ").compactMap { FilterTable.types[String($0)] })
        let taking = Set(FilterTable.types.values.filter(row.subject.suits))
        if row.property != "every type", named != taking { faults.append("\(row.property): suits \(taking)") }
        if row.property == "every type", taking.count != FilterTable.types.count { faults.append("suits \(taking)") }
      }
      return faults
    }
  }

  private struct Condition {
    let property: String
    let `operator`: String
    let hasValue: Bool
  }

  private static func faults<Subject>(_ row: FilterRow<Subject>, _ conditions: [Condition]) -> [String] {
    let properties = Set(conditions.map(\.property))
    // Types of attributes stand for attributes, which have other names.
    let isProperty = !row.property.contains(",") && properties.contains(row.property)
    let isType = FilterTable.types[row.property] != nil || row.property.contains(where: { ", ".contains($0) })
    var faults: [String] = []
    if !isProperty, !isType { faults.append("\(row.property): not the property") }
    let own = isProperty ? conditions.filter { $0.property == row.property } : conditions
    for name in row.operators.isEmpty ? [""] : row.operators where !own.contains(where: { $0.operator == name }) {
      faults.append("\(row.property): not the operator \(name)")
    }
    if own.contains(where: { $0.hasValue == (row.value == "nothing") }) {
      faults.append("\(row.property): not the value")
    }
    return faults
  }

  private static func conditions(_ search: JSONSlice) -> [Condition] {
    search.members.flatMap { property, json -> [Condition] in
      if property == "and" || property == "or" {
        return [Condition(property: property, operator: "", hasValue: true)] + json.elements.flatMap(conditions)
      }
      return (json.kind == .array ? Array(json.elements) : [json]).map {
        Condition(property: property, operator: $0["operator"]?.string ?? "", hasValue: $0["value"] != nil)
      }
    }
  }
}

extension FilterTable {
  static let sections: [FilterSection] = [
    FilterSection("products and product models", \.products, shared()),
    FilterSection("products and product models, checked for the latter", \.productModels, shared()),
    FilterSection("products", \.products, products),
    FilterSection("product models", \.productModels, productModels),
    FilterSection("values", values),
    FilterSection("families", \.families, families),
    FilterSection("attributes", \.attributes, attributes),
    FilterSection("attribute groups", \.attributeGroups, attributeGroups),
    FilterSection("categories", \.categories, categories),
    FilterSection("locales", \.locales, locales),
    FilterSection("currencies", \.currencies, currencies),
    FilterSection("records", { $0.records(of: "brands") }, entities("7.0 EE, SaaS EE") + records),
    FilterSection("assets", { $0.assets(of: "shots") }, entities("6.0 EE, 7.0 EE, SaaS EE") + assets),
    FilterSection("logic", { $0.assets(of: "shots") }, logic),
  ]
}
