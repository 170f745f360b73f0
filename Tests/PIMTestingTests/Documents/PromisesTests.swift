import CatalogModels
import Foundation
import SyncPlanner
import Testing

/// Holds `Docs/Reliability.md` and `Docs/Deletes.md` to the tests that they name and to the figures in the code.
struct PromisesTests {
  @Test("Every test that a page of promises names exists", arguments: [("Reliability", 60), ("Deletes", 20)])
  func namedTestsExist(page: String, least: Int) throws {
    let text = try DocumentPage("Docs/\(page).md").text
    let folder = DocumentPage.root.appending(path: "Tests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    let names = text.matches(of: /`(\w+Tests)\/(\w+)`/)
    #expect(names.count >= least)
    for name in names {
      #expect(
        files.contains { $0.contains("struct \(name.1) {") && $0.contains("func \(name.2)(") }, "\(name.0)")
    }
  }

  @Test("Every row of the faults, of what proves a deletion and of the brakes names a test")
  func rowsNameTests() throws {
    for (page, heading, columns) in [
      ("Reliability", "## Faults and their tests", 3), ("Deletes", "## What proves that something is gone", 3),
      ("Deletes", "## Brakes", 4),
    ] {
      let section = try #require(try DocumentPage("Docs/\(page).md").section(heading))
      let rows = section.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
      #expect(rows.count > 4, "\(page): \(heading)")
      for row in rows {
        #expect(row.split(separator: "|").count == columns && row.contains(/`\w+Tests\/\w+`/), "\(row)")
      }
    }
  }

  @Test("The guards that hold unless told otherwise are those of the page")
  func defaults() throws {
    let page = try DocumentPage("Docs/Deletes.md")
    let guards = SyncPolicy.Guards()
    func row(_ limit: SyncPolicy.Guards.Limit, _ rest: String) -> String {
      "| \(limit.above), or \(Int((limit.share * 100).rounded())) %\(rest) |"
    }
    for (limit, rest, name) in [
      (guards.deletes, " of the feed", "deletes"), (guards.disables, "", "disables"), (guards.changes, "", "changes"),
      (guards.clears, " of those that have it", "clears"),
    ] {
      #expect(page.shows("\(row(limit, rest)) `guards.\(name)` |"), "\(name)")
      #expect(limit.most == nil)
    }
    #expect(page.shows("Up to `guards.lookups` (\(guards.lookups)) items"))
    #expect(guards.provenAfter == .seconds(3_600) && page.shows("two complete sweeps missed it, an hour or more apart"))
    #expect(guards.untilProven == .disable && page.shows("| it is disabled | `guards.untilProven`"))
  }
}
