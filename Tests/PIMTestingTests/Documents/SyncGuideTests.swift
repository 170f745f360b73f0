import Foundation
import Testing

/// Holds the list of the planner's types in `Docs/SyncGuide.md` to the sources.
struct SyncGuideTests {
  @Test("The planner is explained with fewer than 25 types, and every public one is one of them or a detail of one")
  func plannersTypes() throws {
    let page = try DocumentPage("Docs/SyncGuide.md").text
    let table = try #require(page.components(separatedBy: "<!-- table: planner -->\n").last)
    let rows = table.components(separatedBy: "\n\n")[0].split(separator: "\n").dropFirst(2)
    #expect(rows.count < 25)
    var listed: [String] = []
    for row in rows {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false)
      try #require(cells.count == 6, "\(row)")
      listed += (cells[2] + cells[4]).matches(of: /`(\w+)`/).map { String($0.1) }
    }
    #expect(Set(listed).count == listed.count, "a type is listed twice")

    let folder = DocumentPage.root.appending(path: "Sources/SyncPlanner")
    var declared: Set<String> = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let types = /(?m)^public (?:final |indirect )*(?:struct|class|enum|protocol|actor|typealias) (\w+)/
      declared.formUnion(text.matches(of: types).map { String($0.1) })
    }
    #expect(declared.subtracting(listed).sorted() == [], "not listed")
    #expect(Set(listed).subtracting(declared).sorted() == [], "not there")
  }
}
