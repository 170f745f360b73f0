/// The pagination that a request asks for, checked as the server checks it.
struct PageRequest: Sendable {
  enum Kind: Sendable { case offset, searchAfter }

  let kind: Kind
  let limit: Int
  let page: Int
  let countsItems: Bool
  /// The cursor as it came.
  let cursor: String?

  static let largestLimit = 100
  static let usualLimit = 10

  /// Reads the parameters of a list that knows `limit`.
  init(_ query: QueryItems, knowsSearchAfter: Bool) throws(Refusal) {
    switch query["pagination_type"] ?? "page" {
    case "page": kind = .offset
    case "search_after" where knowsSearchAfter: kind = .searchAfter
    case "search_after": throw .unprocessable("Pagination type is not supported.")
    default: throw .unprocessable("Pagination type does not exist.")
    }
    limit = try Self.number(query["limit"], usual: Self.usualLimit, name: "limit")
    if limit > Self.largestLimit {
      throw .unprocessable("You cannot request more than \(Self.largestLimit) items.")
    }
    let counts = query["with_count"] ?? "false"
    if kind == .offset {
      page = try Self.number(query["page"], usual: 1, name: "page")
      guard counts == "true" || counts == "false" else {
        throw .unprocessable(
          "Parameter \"with_count\" has to be a boolean. Only \"true\" or \"false\" allowed, \"\(counts)\" given.")
      }
    } else {
      page = 1
    }
    countsItems = kind == .offset && counts == "true"
    cursor = query["search_after"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Reads the parameters of a list without `limit`: only the cursor counts.
  init(_ query: QueryItems, pageSize: Int) {
    kind = .searchAfter
    limit = pageSize
    page = 1
    countsItems = false
    cursor = query["search_after"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func number(_ text: String?, usual: Int, name: String) throws(Refusal) -> Int {
    guard let text else { return usual }
    guard let number = Int(text), "\(number)" == text, number >= 1 else {
      throw .unprocessable("\"\(text)\" is not a valid \(name) number.")
    }
    return number
  }
}
