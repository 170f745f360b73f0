// closure < DESCRIPTION: reads what `swift package describe --type json` says, and prints a line for each library product:
// its name and the targets that it consists of, those that it depends on included.
import Foundation

struct Description: Decodable {
  struct Product: Decodable {
    let name: String
    let targets: [String]
    let type: [String: [String]?]
  }
  struct Target: Decodable {
    let name: String
    let targetDependencies: [String]?
  }
  let products: [Product]
  let targets: [Target]
}

let decoder = JSONDecoder()
decoder.keyDecodingStrategy = .convertFromSnakeCase
let description = try decoder.decode(Description.self, from: FileHandle.standardInput.readDataToEndOfFile())
let dependencies = Dictionary(uniqueKeysWithValues: description.targets.map { ($0.name, $0.targetDependencies ?? []) })

for product in description.products where product.type.keys.contains("library") {
  var closure: [String] = []
  var rest = product.targets
  while let target = rest.popLast() {
    guard !closure.contains(target) else { continue }
    closure.append(target)
    rest += dependencies[target] ?? []
  }
  print(([product.name] + closure.sorted()).joined(separator: " "))
}
