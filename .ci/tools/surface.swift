// surface FOLDER: prints what the symbol graphs of a module in FOLDER declare: a line `PATH | DECLARATION` for each public
// declaration, and `PATH | : PROTOCOL` for each conformance, sorted by bytes. What a conforming type has to bring by itself
// begins with `required`.
import Foundation

typealias Object = [String: Any]

let folder = CommandLine.arguments[1]
var symbols: [Object] = []
var relations: [Object] = []
for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
  let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
  let graph = try JSONSerialization.jsonObject(with: data) as? Object ?? [:]
  symbols += graph["symbols"] as? [Object] ?? []
  relations += graph["relationships"] as? [Object] ?? []
}
let defaulted = Set(
  relations.filter { $0["kind"] as? String == "defaultImplementationOf" }.compactMap { $0["target"] as? String })
let required = Set(
  relations.filter { $0["kind"] as? String == "requirementOf" }.compactMap { $0["source"] as? String }
).subtracting(defaulted)

func declaration(of symbol: Object) -> String {
  let fragments = symbol["declarationFragments"] as? [Object] ?? []
  let text = fragments.compactMap { $0["spelling"] as? String }.joined()
    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  // What an extension demands of its type does not stand in the declaration.
  let demands = ((symbol["swiftExtension"] as? Object)?["constraints"] as? [Object] ?? []).compactMap { demand in
    guard let left = demand["lhs"] as? String, let right = demand["rhs"] as? String else { return String?.none }
    return left + (demand["kind"] as? String == "sameType" ? " == " : ": ") + right
  }
  return demands.isEmpty ? text : "\(text) where \(demands.joined(separator: ", "))"
}

var paths: [String: String] = [:]
var lines: Set<String> = []
for symbol in symbols {
  guard let components = symbol["pathComponents"] as? [String],
    let id = (symbol["identifier"] as? Object)?["precise"] as? String,
    let kind = (symbol["kind"] as? Object)?["identifier"] as? String
  else { continue }
  // Labels stand in the declaration.
  let path = components.joined(separator: ".").split(separator: "(")[0]
  paths[id] = String(path)
  guard kind != "swift.extension" else { continue }
  lines.insert("\(path) | \(required.contains(id) ? "required " : "")\(declaration(of: symbol))")
}
// What every type has, or what another protocol brings along.
let implied: Set = ["Copyable", "Escapable", "SendableMetatype", "Equatable", "BitwiseCopyable"]
for relation in relations where relation["kind"] as? String == "conformsTo" {
  guard let type = (relation["source"] as? String).flatMap({ paths[$0] }),
    let other = (relation["target"] as? String).flatMap({ paths[$0] }) ?? relation["targetFallback"] as? String
  else { continue }
  let name = other.split(separator: ".").last.map(String.init) ?? other
  if !implied.contains(name) { lines.insert("\(type) | : \(name)") }
}
for line in lines.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { print(line) }
