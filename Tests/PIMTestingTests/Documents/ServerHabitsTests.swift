import Foundation
import Testing

/// Holds the numbers that comments and tests cite to the pages that explain them.
struct ServerHabitsTests {
  /// The ids in the first column of a page's tables, such as `N21`.
  private static func explained(on path: String) throws -> [String] {
    try DocumentPage(path).text.matches(of: /(?m)^\| ([A-N]\d{1,2}) \|/).map { String($0.1) }
  }

  /// The ids that the Swift files below some folders cite: in brackets, or at the start of a test's name or a comment.
  private static func cited(in folders: String..., id: String) throws -> Set<String> {
    let expression = try Regex("(?:\\(|\"|// ?|, | - )(\(id))(?=[):,]| [A-N][0-9])")
    var found: Set<String> = []
    for folder in folders {
      let start = DocumentPage.root.appending(path: folder)
      for file in try FileManager.default.subpathsOfDirectory(atPath: start.path) where file.hasSuffix(".swift") {
        let text = try String(contentsOf: start.appending(path: file), encoding: .utf8)
        for match in text.matches(of: expression) { found.insert(String(match.output[1].substring ?? "")) }
      }
    }
    return found
  }

  @Test("Each habit that is cited is explained, and each that is explained has a test")
  func habits() throws {
    let explained = try Self.explained(on: "Docs/ServerHabits.md")
    #expect(Set(explained).count == explained.count, "an id stands twice")
    let all = try Self.cited(in: "Sources", "Tests", id: "N[0-9]{1,2}")
    #expect(all.subtracting(explained).sorted() == [], "not explained")
    let tested = try Self.cited(in: "Tests", id: "N[0-9]{1,2}")
    #expect(Set(explained).subtracting(tested).sorted() == [], "not tested")
  }

  @Test("Each capability that sources cite is explained")
  func capabilities() throws {
    let explained = try Self.explained(on: "Docs/Capabilities.md")
    let cited = try Self.cited(in: "Sources", id: "[A-G][0-9]{1,2}")
    #expect(cited.count > 40)
    #expect(cited.subtracting(explained).sorted() == [], "not explained")
  }
}
