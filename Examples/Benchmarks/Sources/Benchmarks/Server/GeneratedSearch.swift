import CatalogModels
import Foundation

/// The filters that reading in parts uses, as the server would understand them.
struct GeneratedSearch {
  private let tests: [@Sendable (GeneratedCatalog, Int) -> Bool]

  /// Reads a `search`; `nil` where it holds something unknown.
  init?(_ search: String?) {
    var tests: [@Sendable (GeneratedCatalog, Int) -> Bool] = []
    if let search {
      guard let json = try? RawJSON(parsing: search.utf8) else { return nil }
      for (property, conditions) in json.members {
        for condition in conditions.elements {
          guard let test = Self.test(property, condition) else { return nil }
          tests.append(test)
        }
      }
    }
    self.tests = tests
  }

  func finds(_ place: Int, in catalog: GeneratedCatalog) -> Bool { tests.allSatisfy { $0(catalog, place) } }

  private static func test(
    _ property: String, _ condition: RawJSON
  ) -> (@Sendable (GeneratedCatalog, Int) -> Bool)? {
    let words = condition["operator"]?.string ?? ""
    let isNegative = words.hasPrefix("NOT ")
    let texts = condition["value"].map { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) } ?? []
    switch property {
    case "family":
      guard words.hasSuffix("IN") else { return nil }
      let codes = Set(texts)
      return { catalog, place in codes.contains(catalog.family(place)) != isNegative }
    case "uuid":
      guard words == "IN" else { return nil }
      let places = Set(texts.compactMap { GeneratedCatalog.place(of: $0) })
      return { _, place in places.contains(place) }
    case "created", "updated":
      let isCreated = property == "created"
      let bounds = texts.compactMap(GeneratedCatalog.seconds)
      let moment: @Sendable (GeneratedCatalog, Int) -> Int = { isCreated ? $0.created($1) : $0.updated($1) }
      if words == ">", bounds.count == 1 { return { moment($0, $1) > bounds[0] } }
      guard words.hasSuffix("BETWEEN"), bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
      return { (bounds[0]...bounds[1]).contains(moment($0, $1)) != isNegative }
    default: return nil
    }
  }
}
