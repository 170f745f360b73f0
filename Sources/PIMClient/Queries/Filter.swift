import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One condition that items of a list must pass.
///
/// The filters that the API documents for an item have names; ``raw(_:_:_:locale:channel:)`` writes any other.
/// See https://api.akeneo.com/documentation/filter.html
public struct Filter<Item: CatalogEntity>: Hashable, Sendable {
  /// How the API writes the conditions on a property.
  enum Form: Hashable, Sendable {
    /// A list of conditions.
    case list
    /// One condition.
    case object
  }

  enum Value: Hashable, Sendable {
    case none
    case json(JSONSlice)
    case codes([String])
    case moments([Date], isOne: Bool, DateForm)
  }

  /// How a moment is written (N24).
  enum DateForm: Hashable, Sendable {
    /// In the server's time zone.
    case server
    /// ISO 8601, in UTC.
    case iso8601
  }

  var property: String
  var `operator`: String
  var value: Value
  var form = Form.list
  /// Further members, such as `scope` and `locale`.
  var members: [Member] = []
  /// Whether a long list may be spread over several requests, because an item has one value only.
  var canBeCut = false
  /// The largest number of list items in one request, where it is less than for other lists.
  var limit: Int?
  /// What the API would refuse of it.
  var flaw: Flaw?
  /// What it needs that a parameter of the query may give.
  var needs = Needs()
  /// A condition that goes with it, on a property that stands for nothing by itself.
  var companion: [Filter] = []
  /// The filters that a logical operator combines; `nil` for a filter that is none.
  var branches: [Filter]?
  /// Whether only a search with logical operators knows it.
  var isLogical = false

  /// A value of a localizable or scopable attribute is found in a locale or a channel only.
  struct Needs: Hashable, Sendable {
    var locale = false
    var channel = false
  }

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONSlice
  }

  init(_ property: String, _ operator: String, _ value: Value = .none) {
    self.property = property
    self.operator = `operator`
    self.value = value
  }

  /// A condition in the API's own words.
  ///
  /// - Parameters:
  ///   - property: A property's name or an attribute's code.
  ///   - operator: An operator, such as `=` or `IN`.
  ///   - value: The value, `nil` for an operator that takes none.
  ///   - locale: The locale, for what has one.
  ///   - channel: The channel, for what has one.
  public static func raw(
    _ property: String, _ operator: String, _ value: RawJSON? = nil, locale: Code<CatalogLocale>? = nil,
    channel: Code<Channel>? = nil
  ) -> Filter {
    let filter = Filter(property, `operator`, value.map { .json($0.slice.detached()) } ?? .none)
    guard Item.self is any HasEntityValues.Type else { return filter.at(locale, channel) }
    // Conditions of records and assets stand alone, but for those on their code and their last update (N3).
    return filter.at(locale, channel, channelName: "channel")
      .inForm(["code", "updated"].contains(property) ? .list : .object)
  }

  /// The items of a list of codes.
  var codes: [String]? {
    get { if case .codes(let codes) = value { codes } else { nil } }
    set { value = newValue.map(Value.codes) ?? .none }
  }

  func with(_ name: String, _ value: JSONSlice?) -> Filter {
    guard let value else { return self }
    var filter = self
    filter.members.append(Member(name: name, value: value))
    return filter
  }

  func at(
    _ locale: Code<CatalogLocale>?, _ channel: Code<Channel>?, channelName: String = "scope"
  ) -> Filter {
    with("locale", locale.map { JSONSlice(string: $0.rawValue) })
      .with(channelName, channel.map { JSONSlice(string: $0.rawValue) })
  }

  func at(locales: [Code<CatalogLocale>]) -> Filter {
    locales.isEmpty ? self : with("locales", JSONSlice(array: locales.map { JSONSlice(string: $0.rawValue) }))
  }

  func cuttable(limit: Int? = nil) -> Filter {
    var filter = self
    filter.canBeCut = `operator` == "IN"
    filter.limit = limit
    return filter
  }

  func flawed(_ flaw: Flaw?) -> Filter {
    var filter = self
    filter.flaw = filter.flaw ?? flaw
    return filter
  }

  func inForm(_ form: Form) -> Filter {
    var filter = self
    filter.form = form
    return filter
  }

  // MARK: Writing

  /// The condition as text, the same for equal conditions in every process.
  package var canonicalText: String {
    if branches != nil { return logicalJSON.text }
    return (["\(property) \(json(serverSecondsFromGMT: 0).text)"] + companion.map(\.canonicalText))
      .joined(separator: " ")
  }

  func json(serverSecondsFromGMT offset: Int) -> JSONSlice {
    var all: [(String, JSONSlice)] = [("operator", JSONSlice(string: `operator`))]
    switch value {
    case .none: break
    case .json(let json): all.append(("value", json))
    case .codes(let codes): all.append(("value", JSONSlice(array: codes.map { JSONSlice(string: $0) })))
    case .moments(let dates, let isOne, let form):
      let texts = dates.map { JSONSlice(string: Self.text($0, form, offset)) }
      all.append(("value", isOne ? texts.first ?? .null : JSONSlice(array: texts)))
    }
    return JSONSlice(object: all + members.map { ($0.name, $0.value) })
  }

  static func text(_ date: Date, _ form: DateForm, _ offset: Int) -> String {
    switch form {
    case .server:
      let civil = CivilTime(date, secondsFromUTC: offset)
      return "\(civil.dayText) \(civil.timeText)"
    case .iso8601:
      let civil = CivilTime(date)
      return "\(civil.dayText)T\(civil.timeText)Z"
    }
  }
}

extension Sequence<String> {
  /// Each text once, in the order of their first places.
  func withoutRepeats() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
