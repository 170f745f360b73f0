// breaks OLD NEW NEWS: names what a program written for the surface in the folder OLD could miss in the folder NEW, and what
// of it the text in the file NEWS, the changelog's part on what is not yet released, does not name.
import Foundation

typealias Surface = [String: Set<String>]  // declarations by path

func surface(in folder: String) throws -> Surface {
  var surface: Surface = [:]
  for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".txt") {
    for line in try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).split(separator: "\n") {
      guard let bar = line.range(of: " | ") else { continue }
      var declaration = String(line[bar.upperBound...])
      // For a program, a constant is a property that it can read.
      for word in ["let ", "static let "] where declaration.hasPrefix(word) {
        declaration = word.replacing("let", with: "var") + declaration.dropFirst(word.count) + " { get }"
      }
      surface[String(line[..<bar.lowerBound]), default: []].insert(declaration)
    }
  }
  return surface
}

let old = try surface(in: CommandLine.arguments[1])
let new = try surface(in: CommandLine.arguments[2])
let news = try String(contentsOfFile: CommandLine.arguments[3], encoding: .utf8)

// What has to be named: the outermost thing that is gone, or the thing itself.
let name = { (path: String) -> String in
  let parts = path.split(separator: ".")
  let outer = (1..<parts.count).map { parts[..<$0].joined(separator: ".") }
  return outer.first { new[$0] == nil && old[$0] != nil } ?? path
}

var breaks: [String: [String]] = [:]
for (path, declarations) in old {
  for gone in declarations.subtracting(new[path] ?? []) { breaks[name(path), default: []].append("gone: \(gone)") }
}
// A type that conforms already lacks what its protocol asks for only now.
for (path, declarations) in new {
  let parent = path.split(separator: ".").dropLast().joined(separator: ".")
  guard old[parent] != nil else { continue }
  for added in declarations.subtracting(old[path] ?? []) where added.hasPrefix("required ") {
    breaks[path, default: []].append("new: \(added)")
  }
}

var isSilent = false
for (name, changes) in breaks.sorted(by: { $0.key < $1.key }) {
  let isNamed = news.contains("`\(name)`") || news.contains("`\(name)(")
  isSilent = isSilent || !isNamed
  print(
    isNamed ? "named: `\(name)`" : "error: `\(name)` breaks programs, and Docs/Changelog.md does not name it so")
  for change in changes.sorted() { print("  \(change)") }
}
print("\(breaks.count) breaks")
exit(isSilent ? 1 : 0)
