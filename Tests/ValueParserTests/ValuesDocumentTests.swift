import CatalogModels
import Foundation
import Testing
import ValueParser

/// Holds the table of `Docs/Values.md` to what happens.
struct ValuesDocumentTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let type: String
    let data: String
    let kind: String
    let path: String
    let gives: String
    var testDescription: String { type }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The rows of the table of products' types.
  private static func rows() throws -> [Row] {
    let parts = try text("Docs/Values.md").components(separatedBy: "<!-- table: products -->\n")
    let table = try #require(parts.last).components(separatedBy: "\n\n")[0]
    return table.split(separator: "\n").dropFirst(2).map { line in
      let cells = line.split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["`"])
      }
      return Row(type: cells[0], data: cells[1], kind: cells[2], path: cells[3], gives: cells[4])
    }
  }

  @Test("Each row of the table of types is what happens")
  func rowsHold() throws {
    let rows = try Self.rows()
    #expect(rows.count > 20)
    let more = """
      "reference_data_name":"list","table_configuration":[{"code":"part","data_type":"text"},
      {"code":"count","data_type":"number"}]
      """
    for row in rows {
      let type = row.type == "any other" ? "acme_color_wheel" : row.type
      let typed = try Fixture.typed(try Fixture.schema(type, more), data: row.data)
      let data = try #require(typed["x"]?.data)
      let kind = "\(data)".prefix { $0 != "(" }
      #expect(kind == row.kind, "\(row.type)")
      let read = try #require(Self.reading[row.path], "no way to read \(row.path)")
      #expect(read(data) == row.gives, "\(row.type)")
      #expect(typed.diagnosticCount == (row.kind == "raw" ? 1 : 0), "\(row.type)")
    }
  }

  @Test("No type that the library knows is missing from the tables")
  func allTypesStandThere() throws {
    let page = try Self.text("Docs/Values.md")
    let source = try Self.text("Sources/CatalogModels/Structure/AttributeType.swift")
    let names = source.matches(of: /= AttributeType\(rawValue: "([a-z_]+)"\)/).map { String($0.1) }
    #expect(names.count > 30)
    for name in names { #expect(page.contains("`\(name)`"), "\(name)") }
  }

  /// What the column "read with" may say, and the code that it stands for.
  private static let reading: [String: @Sendable (TypedData) -> String?] = [
    "text": { $0.text },
    "amount": { $0.amount?.text },
    "metric": { $0.metric?.description },
    "prices[\"EUR\"]": { $0.prices?["EUR"]?.text },
    "boolean": { $0.boolean?.description },
    "date": { $0.date?.description },
    "options[0].code": { $0.options?[0].code.rawValue },
    "options[1].code": { $0.options?[1].code.rawValue },
    "media.code": { $0.media?.code.rawValue },
    "media.storedName": { $0.media?.storedName },
    "table.rows[0][\"count\"]": { $0.table?.rows[0]["count"]?.amount?.text },
    "productLink": { if case .productModel(let code)? = $0.productLink { code.rawValue } else { nil } },
    "records[0].code": { $0.records?[0].code.rawValue },
    "records[1].code": { $0.records?[1].code.rawValue },
    "assets[0].code": { $0.assets?[0].code.rawValue },
    "referenceDatum": { if case .referenceDatum(let datum) = $0 { datum.code } else { nil } },
    "referenceData[0]": { if case .referenceData(let data) = $0 { data[0].code } else { nil } },
    "legacyAssets[0]": { if case .legacyAssets(let codes) = $0 { codes[0] } else { nil } },
    "raw": { $0.raw?.text },
  ]
}
