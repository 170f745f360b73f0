import Foundation
import Testing

struct FilterTableTests {
  private static let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/Filters.md")

  @Test(
    "N18, N23, N24: each filter sends the property, operator and value of its row",
    arguments: FilterTable.sections.indices)
  func rowsAreSent(_ index: Int) async throws {
    let section = FilterTable.sections[index]
    let faults = try await section.faults()
    #expect(faults.isEmpty, "\(section.name): \(faults.joined(separator: "\n"))")
  }

  @Test("Docs/Filters.md holds the table of the code, row by row", arguments: FilterTable.sections.indices)
  func guideHoldsTheTable(_ index: Int) throws {
    let section = FilterTable.sections[index]
    // What two kinds of items share stands in one table.
    guard !section.name.contains("checked for the latter") else {
      #expect(try section.rows() == FilterTable.sections[index - 1].rows())
      return
    }
    let text = try String(contentsOf: Self.guide, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: "<!-- table: \(section.name) -->"), "no table `\(section.name)`")
    let table = lines[(start + 1)...].prefix { $0.hasPrefix("|") }
    let expected =
      ["| Property | Operators | Value | Servers | Swift |", "|---|---|---|---|---|"] + (try section.rows())
    #expect(Array(table) == expected, "write this:\n\(expected.joined(separator: "\n"))")
  }

  @Test("Docs/Filters.md has no table that the code does not know")
  func noOtherTables() throws {
    let text = try String(contentsOf: Self.guide, encoding: .utf8)
    let names = text.split(separator: "\n").filter { $0.hasPrefix("<!-- table: ") }
      .map { String($0.dropFirst("<!-- table: ".count).dropLast(" -->".count)) }
    let known = FilterTable.sections.map(\.name).filter { !$0.contains("checked for the latter") }
    #expect(names == known)
  }
}
