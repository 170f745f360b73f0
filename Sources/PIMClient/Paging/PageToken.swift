/// A place in a list: where its next page begins. It can be kept and used in a later run with the same query.
///
/// It holds the link that the server gave, and no secret.
public struct PageToken: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Which of the requests that a long query was cut into.
  let part: Int
  /// How many there were.
  let parts: Int
  /// The encoded path and query.
  let target: String
  /// The fingerprint of the body, where the request has one.
  let body: String?

  /// The place, for people.
  public var description: String {
    "PageToken(\(target.prefix { $0 != "?" })\(parts > 1 ? ", part \(part + 1) of \(parts)" : ""))"
  }
}
