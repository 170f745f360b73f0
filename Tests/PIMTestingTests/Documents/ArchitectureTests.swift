import Foundation
import Testing

/// Holds the picture of the modules in `Docs/Architecture.md` to `Package.swift`.
struct ArchitectureTests {
  /// What the picture says: the modules and what each imports.
  private static func pictured() throws -> [String: Set<String>] {
    let page = try DocumentPage("Docs/Architecture.md").text
    let block = try #require(page.components(separatedBy: "```text\n").dropFirst().first)
    let picture = try #require(block.components(separatedBy: "```").first)
    var modules: [String: Set<String>] = [:]
    for line in picture.split(separator: "\n") where line.first?.isUppercase == true {
      // Two spaces end the list of modules; what follows is for people.
      let words = line.split(separator: "->", maxSplits: 1)
      let name = try #require(words.first?.split(separator: " ").first)
      let imports = words.count > 1 ? words[1].trimmingPrefix(" ").components(separatedBy: "  ")[0] : ""
      modules[String(name)] = Set(imports.split(separator: " ").map(String.init))
    }
    return modules
  }

  /// What the manifest says of the targets below `Sources`.
  private static func declared() throws -> [String: Set<String>] {
    let manifest = try DocumentPage("Package.swift").text
    var modules: [String: Set<String>] = [:]
    let target = /\.target\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?(?:, path: "([^"]*)")?\s*\)/
    for match in manifest.matches(of: target) where match.3 == nil {
      let names = (match.2 ?? "").matches(of: /"(\w+)"/).map { String($0.1) }
      modules[String(match.1)] = Set(names)
    }
    return modules
  }

  @Test("The picture shows the modules of the package, and what each imports")
  func pictureHolds() throws {
    let declared = try Self.declared()
    #expect(declared.count >= 7)
    #expect(try Self.pictured() == declared)
  }

  @Test("No module imports one that imports it")
  func layersHold() throws {
    let imports = try Self.declared()
    func reached(from module: String) -> Set<String> {
      imports[module, default: []].reduce(into: []) { $0.formUnion(reached(from: $1).union([$1])) }
    }
    // A circle would never end; SwiftPM refuses it before this test runs.
    for module in imports.keys where module != "PIMTesting" {
      #expect(!reached(from: module).contains("PIMTesting"), "\(module)")
    }
    #expect(!reached(from: "SyncPlanner").contains("PIMURLSession"))
  }
}
