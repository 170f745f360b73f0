import Foundation
import Testing

/// Holds `Docs/Capabilities.md` to the sources: what it names is there.
struct CapabilitiesDocumentTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The cells of the table's rows, without its head.
  private static func rows() throws -> [[String]] {
    try text("Docs/Capabilities.md").split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The texts of all Swift files below a folder.
  private static func sources(_ folder: String) throws -> [String] {
    let start = root.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: start.path(percentEncoded: false))
    return try names.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: start.appending(path: $0), encoding: .utf8)
    }
  }

  /// The names of the types that the sources declare.
  private static func declaredTypes() throws -> Set<String> {
    let keywords: Set<Substring> = ["struct", "class", "enum", "actor", "protocol"]
    var names: Set<String> = []
    for line in try sources("Sources").flatMap({ $0.split(separator: "\n") }) {
      let words = line.split(separator: " ", maxSplits: 4)
      for (word, next) in zip(words, words.dropFirst()) where keywords.contains(word) {
        names.insert(String(next.prefix { $0.isLetter || $0.isNumber }))
      }
    }
    return names
  }

  /// What stands in backquotes.
  private static func quoted(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test("Every test that the list of capabilities names exists")
  func namedTestsExist() throws {
    let rows = try Self.rows()
    let files = try Self.sources("Tests")
    #expect(!rows.isEmpty)
    for row in rows {
      try #require(row.count == 4, "\(row)")
      let tests = Self.quoted(row[3])
      #expect(!tests.isEmpty, "\(row[0])")
      for test in tests {
        let names = test.split(separator: "/").map(String.init)
        try #require(names.count == 2, "\(test)")
        let exists = files.contains {
          $0.contains("struct \(names[0]) {") && $0.contains("func \(names[1])(") && $0.contains("@Test")
        }
        #expect(exists, "\(row[0]): \(test)")
      }
    }
  }

  @Test("Every type that the list of capabilities names exists")
  func namedTypesExist() throws {
    let declared = try Self.declaredTypes()
    for row in try Self.rows() {
      let types = Self.quoted(row[2])
      #expect(!types.isEmpty, "\(row[0])")
      for type in types { #expect(declared.contains(type), "\(row[0]): \(type)") }
    }
  }

  @Test("Every capability stands in the list once, done or not yet")
  func everyCapabilityOnce() throws {
    let sizes = [("A", 13), ("B", 13), ("C", 15), ("D", 8), ("E", 9), ("F", 10), ("G", 10)]
    let all = sizes.flatMap { letter, count in (1...count).map { "\(letter)\($0)" } }
    // The part is gone when nothing is left to do.
    let open = try Self.text("Docs/Capabilities.md").components(separatedBy: "## Not yet").dropFirst().last ?? ""
    let notYet = open.split { $0 == "," || $0.isWhitespace }.map(String.init)
    let listed = try Self.rows().map { $0[0] } + notYet
    #expect(listed.sorted() == all.sorted())
  }
}
