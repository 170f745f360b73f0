import CatalogJSON
public import CatalogModels

/// Filters of assets with `and` and `or` (SaaS). Where a query has one of these, all of its filters are written in the
/// form that goes with them.
///
/// ```swift
/// client.assets(of: "shots").list(
///   .where(.any(of: .attribute("title", .contains("summer"), locale: "en_US"), .code(.starts(with: "img_")))))
/// ```
///
/// See https://api.akeneo.com/documentation/assets-filter-logical-operators.html
extension Filter where Item == Asset {
  /// What passes all of these.
  public static func all(of filters: Filter...) -> Filter { all(of: filters) }
  /// What passes all of these.
  public static func all(of filters: [Filter]) -> Filter { combining("and", filters) }
  /// What passes at least one of these.
  public static func any(of filters: Filter...) -> Filter { any(of: filters) }
  /// What passes at least one of these.
  public static func any(of filters: [Filter]) -> Filter { combining("or", filters) }

  /// The code.
  public static func code(_ test: AssetCodeTest) -> Filter { test.test.filter("code").onlyLogical }

  /// Whether it is complete, in a channel and in locales where they are given.
  public static func complete(
    _ isComplete: Bool, in channel: Code<Channel>? = nil, locales: [Code<CatalogLocale>] = []
  ) -> Filter {
    Filter("complete", "=", .json(JSONSlice(bool: isComplete)))
      .at(nil, channel, channelName: "channel").at(locales: locales).inForm(.object).onlyLogical
  }

  private var onlyLogical: Filter {
    var filter = self
    filter.isLogical = true
    return filter
  }

  private static func combining(_ name: String, _ filters: [Filter]) -> Filter {
    var filter = Filter(name, "").onlyLogical
    filter.branches = filters
    return filter.flawed(filters.isEmpty ? Flaw("combines nothing", "Give at least one filter.") : nil)
  }
}

/// A test of an asset's code (SaaS). A list of codes is found by ``Filter/code(anyOf:)`` on every server.
public struct AssetCodeTest: Hashable, Sendable {
  let test: Test

  /// This code.
  public static func equal(to code: Code<Asset>) -> AssetCodeTest { AssetCodeTest(test: .text("=", code.rawValue)) }
  /// Another code.
  public static func notEqual(to code: Code<Asset>) -> AssetCodeTest {
    AssetCodeTest(test: .text("!=", code.rawValue))
  }
  /// A beginning.
  public static func starts(with text: String) -> AssetCodeTest { AssetCodeTest(test: .text("STARTS_WITH", text)) }
}

// MARK: Writing

extension Query {
  /// The filters as one logical operator at the root, which is all that the API takes there.
  var logicalSearch: JSONSlice {
    if filters.count == 1, let only = filters.first, only.branches != nil { return only.logicalJSON }
    return JSONSlice(object: [("and", JSONSlice(array: filters.map(\.logicalJSON)))])
  }
}

extension Filter {
  /// The filter within a logical operator: no list around a condition, and a context around what completeness needs.
  var logicalJSON: JSONSlice {
    if let branches { return JSONSlice(object: [(property, JSONSlice(array: branches.map(\.logicalJSON)))]) }
    if case .moments(let dates, isOne: false, let form) = value, let first = dates.first, let last = dates.last {
      // Periods are not among the operators there, but comparisons that say the same are.
      let isIn = `operator` == "BETWEEN"
      let limits = [(isIn ? ">=" : "<", first), (isIn ? "<=" : ">", last)].map { comparison, date in
        Filter(property, comparison, .moments([date], isOne: true, form)).logicalJSON
      }
      return JSONSlice(object: [(isIn ? "and" : "or", JSONSlice(array: limits))])
    }
    var filter = self
    if property == "complete", !members.isEmpty {
      let context = JSONSlice(object: members.map { ($0.name, $0.value) })
      filter.members = [Member(name: "context", value: context)]
    }
    return JSONSlice(object: [(property, filter.json(serverSecondsFromGMT: 0))])
  }
}
