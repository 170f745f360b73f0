internal import CatalogJSON

/// Conditions on dates.
struct DateTests: Sendable {
  /// Reads one date of a condition.
  let read: @Sendable (String) -> CivilTime?
  /// What to say about a value that is no date.
  let refuse: @Sendable (JSONSlice?) -> Refusal
  /// Whether `=` means the day, on a clock that far east of Greenwich; `nil` for the second.
  let dayOffset: Int?
  let now: CivilTime
  let operators: Set<String>

  /// Compiles a condition; `nil` when the operator is not known.
  func test(_ criterion: Criterion) throws(Refusal) -> (@Sendable (CivilTime) -> Bool)? {
    guard operators.contains(criterion.operation) else { return nil }
    switch criterion.operation {
    case ">":
      let date = try date(criterion.value)
      return { $0 > date }
    case "<":
      let date = try date(criterion.value)
      return { $0 < date }
    case ">=":
      let date = try date(criterion.value)
      return { $0 >= date }
    case "<=":
      let date = try date(criterion.value)
      return { $0 <= date }
    case "=", "!=":
      let range = span(of: try date(criterion.value))
      let isEqual = criterion.operation == "="
      return { range.contains($0.seconds) == isEqual }
    case "BETWEEN", "NOT BETWEEN":
      guard let value = criterion.value, value.kind == .array, value[1] != nil, value[2] == nil else {
        throw refuse(criterion.value)
      }
      let (first, last) = (try date(value[0]), try date(value[1]))
      let isBetween = criterion.operation == "BETWEEN"
      return { ($0 >= first && $0 <= last) == isBetween }
    case "SINCE LAST N DAYS":
      guard let days = criterion.value?.int else { throw refuse(criterion.value) }
      let start = CivilTime(seconds: now.seconds - days * 86_400)
      return { $0 > start }
    default: return nil
    }
  }

  private func span(of date: CivilTime) -> Range<Int> {
    guard let dayOffset else { return date.seconds..<date.seconds + 1 }
    let start = date.startOfDay(offset: dayOffset).seconds
    return start..<start + 86_400
  }

  private func date(_ value: JSONSlice?) throws(Refusal) -> CivilTime {
    guard let date = value?.string.flatMap(read) else { throw refuse(value) }
    return date
  }

  /// The dates of products and product models (N24).
  static func products(_ property: String, _ dialect: ServerDialect, now: CivilTime) -> DateTests {
    let offset = dialect.readsFilterDatesOnServerClock ? dialect.secondsFromGMT : 0
    return DateTests(
      read: { CivilTime(filterDate: $0, offset: offset) },
      refuse: { value in
        .unprocessable(
          "Property \"\(property)\" expects a string with the format \"yyyy-mm-dd H:i:s\" as data, "
            + "\"\(value?.string ?? value.map(Criterion.phpType) ?? "NULL")\" given.")
      },
      dayOffset: dialect.equalDateMeansDay ? offset : nil, now: now,
      operators: ["=", "!=", "<", ">", "BETWEEN", "NOT BETWEEN", "SINCE LAST N DAYS"])
  }

  /// The dates of all other lists: ISO 8601 (N24).
  static func others(_ property: String, now: CivilTime, operators: Set<String>, status: Int = 400) -> DateTests {
    DateTests(
      read: { $0.contains("T") || status == 422 ? CivilTime(iso8601: $0) : nil },
      refuse: { value in
        Refusal(
          status,
          "Property \"\(property)\" expects a date in ISO 8601 format, "
            + "\"\(value?.string ?? value.map(Criterion.phpType) ?? "NULL")\" given.")
      },
      dayOffset: nil, now: now, operators: operators)
  }
}
