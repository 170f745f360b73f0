import CatalogJSON
import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An operator of the API with its value: what the typed tests are made of.
struct Test: Hashable, Sendable {
  var `operator`: String
  var value: Value = .none
  /// What the API would refuse of it.
  var flaw: Flaw?

  enum Value: Hashable, Sendable {
    case none
    case json(JSONSlice)
    case codes([String])
    case moments([Date], isOne: Bool)
  }

  init(_ operator: String, _ value: Value = .none, flaw: Flaw? = nil) {
    self.operator = `operator`
    self.value = value
    self.flaw = flaw
  }

  static func codes(_ operator: String, _ codes: some Sequence<String>) -> Test {
    Test(`operator`, .codes(codes.withoutRepeats()))
  }

  static func text(_ operator: String, _ text: String) -> Test { Test(`operator`, .json(JSONSlice(string: text))) }

  static func period(_ operator: String, _ first: Date, _ last: Date) -> Test {
    Test(
      `operator`, .moments([first, last], isOne: false),
      flaw: first <= last ? nil : Flaw("has a period that ends before it begins", "Give the earlier moment first."))
  }

  static func sinceLast(days: Int) -> Test {
    Test(
      "SINCE LAST N DAYS", .json(JSONSlice(number: days)),
      flaw: days >= 0 ? nil : Flaw("looks back \(days) days", "Give a number of days of 0 or more."))
  }

  func filter<Item>(_ property: String, _ dates: Filter<Item>.DateForm = .server) -> Filter<Item> {
    var filter =
      switch value {
      case .none: Filter<Item>(property, `operator`)
      case .json(let json): Filter<Item>(property, `operator`, .json(json))
      case .codes(let codes): Filter<Item>(property, `operator`, .codes(codes))
      case .moments(let moments, let isOne):
        Filter<Item>(property, `operator`, .moments(moments, isOne: isOne, dates))
      }
    filter.flaw = flaw
    return filter
  }

  /// The value as it stands in JSON, apart from moments, which need to know the server's time zone.
  var json: JSONSlice? {
    switch value {
    case .none, .moments: nil
    case .json(let json): json
    case .codes(let codes): JSONSlice(array: codes.map { JSONSlice(string: $0) })
    }
  }

  /// The same with numbers as strings, in the way in which records, assets and tables write them.
  var withNumberAsText: Test {
    guard case .json(let json) = value, let text = json.numberText else { return self }
    return Test(`operator`, .json(JSONSlice(string: text)), flaw: flaw)
  }
}
