import CatalogModels

extension Query {
  /// What the API would refuse, whatever the catalog holds.
  var contradiction: (message: String, advice: String)? {
    if let size = pageSize, !(1...100).contains(size) {
      return ("a page of \(size) items", "Ask for 1 to 100 items.")
    }
    if let locales, locales.isEmpty {
      return ("the list of locales is empty", "Leave it out to get the values of all locales.")
    }
    if let attributes, attributes.isEmpty {
      return ("the list of attributes is empty", "Leave it out to get the values of all attributes.")
    }
    let given = Set(extras.map(\.name))
    let isLogical = filters.contains(where: \.isLogical)
    for filter in filters {
      if let flaw = filter.flaw(given: given, isLogical: isLogical) {
        return ("the filter on `\(filter.property)` \(flaw.message)", flaw.advice)
      }
    }
    if Set(filters.flatMap(\.companion)).count > 1 {
      return (
        "filters ask for changes of different linked items at once",
        "Give all filters on `updated_including_linked_entities` the same kinds of linked items."
      )
    }
    return nil
  }
}

extension Filter {
  /// What the API would refuse of it in a query.
  ///
  /// - Parameters:
  ///   - parameters: The names of the query's further parameters.
  ///   - isLogical: Whether the query is written with logical operators.
  func flaw(given parameters: Set<String>, isLogical: Bool) -> Flaw? {
    if let flaw { return flaw }
    for filter in companion + (branches ?? []) {
      if let flaw = filter.flaw(given: parameters, isLogical: isLogical) {
        return Flaw("has one on `\(filter.property)` that \(flaw.message)", flaw.advice)
      }
    }
    guard branches == nil else { return nil }
    if property.isEmpty { return Flaw("has no property", "Give a property's name or an attribute's code.") }
    if let codes {
      if codes.isEmpty { return Flaw("has an empty list", "Leave the filter out, or do not ask at all.") }
      if codes.contains("") { return Flaw("has an empty code in its list", "Leave out what is empty.") }
    }
    if needs.locale, !parameters.contains("search_locale") {
      return Flaw("has no locale, and its attribute is localizable", "Give the locale, or use `searchLocale`.")
    }
    if needs.channel, !parameters.contains("search_scope") {
      return Flaw("has no channel, and its attribute is scopable", "Give the channel, or use `searchChannel`.")
    }
    if isLogical, `operator` == "SINCE LAST N DAYS" {
      return Flaw("counts days, which logical operators do not", "Use `after` with a moment.")
    }
    return nil
  }
}
