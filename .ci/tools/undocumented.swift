// undocumented FOLDER MODULE…: names public symbols without documentation, types that stand in no list of topics, enums that
// do not say whether more cases may come, and names that two modules share. FOLDER holds a folder of symbol graphs for each module. Run it where Package.swift lies.
import Foundation

typealias Object = [String: Any]

func json(at path: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
}

let folder = CommandLine.arguments[1]
var faults: [String] = []
var moduleOf: [String: String] = [:]

for module in CommandLine.arguments.dropFirst(2) {
  var count = 0
  let faultsBefore = faults.count
  var types: Set<String> = []
  var enums: [[String]: String] = [:]
  var withCases: Set<[String]> = []
  for file in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(module)").sorted() {
    let graph = try json(at: "\(folder)/\(module)/\(file)") as? Object ?? [:]
    for symbol in graph["symbols"] as? [Object] ?? [] {
      // What has no place in a source was made by the compiler, such as `init(rawValue:)`.
      guard symbol["location"] != nil,
        let path = symbol["pathComponents"] as? [String],
        let kind = (symbol["kind"] as? Object)?["identifier"] as? String, kind != "swift.extension"
      else { continue }
      count += 1
      let lines = (symbol["docComment"] as? Object)?["lines"] as? [Object] ?? []
      if lines.allSatisfy({ ($0["text"] as? String ?? "").allSatisfy(\.isWhitespace) }) {
        faults.append("\(module): \(path.joined(separator: ".")) has no documentation")
      }
      if kind == "swift.enum" { enums[path] = lines.map { $0["text"] as? String ?? "" }.joined(separator: " ") }
      if kind == "swift.enum.case" { withCases.insert(path.dropLast()) }
      if path.count == 1, file == "\(module).symbols.json" { types.insert(path[0]) }
    }
  }

  // A program that switches over an enum has to know whether it may grow: Docs/Changelog.md has the rule.
  for (path, text) in enums where withCases.contains(path) {
    if text.firstMatch(of: /More( \w+)? may come|No more cases will come/) == nil {
      let name = path.joined(separator: ".")
      faults.append("\(module): \(name) says neither \"More cases may come\" nor \"No more cases will come\"")
    }
  }

  // DocC puts what nobody placed into groups by kind: a list of a hundred structures explains nothing.
  let page = try String(contentsOfFile: "Sources/\(module)/\(module).docc/\(module).md", encoding: .utf8)
  // Who imports two modules that have a name in common can use neither without naming the module.
  for type in types {
    if let other = moduleOf.updateValue(module, forKey: type) {
      faults.append("\(module): \(type) is also the name of something in \(other)")
    }
  }
  for type in types where !page.contains("\n- ``\(type)``\n") {
    faults.append("\(module): \(type) stands in no list of topics in \(module).docc")
  }
  print("\(module): \(count) public symbols, \(faults.count - faultsBefore) of them without documentation or place")
}

for fault in faults.sorted() { print("error: \(fault)") }
exit(faults.isEmpty ? 0 : 1)
