import CatalogModels

extension PIMEvent {
  /// Who made the change that an event tells of.
  public struct Author: Sendable, Hashable {
    /// Who: a user's UUID or name, or the client id of a connection or app. The Events API gives a user name.
    public let identifier: String
    /// What kind of author, as it came: `user`, `api`, `job`, `system` or `unknown-user-type`; `ui` or `api` in the Events
    /// API.
    public let type: String?
  }

  /// Who made the change, where the event says so.
  public var author: Author? {
    if let name = raw["author"]?.string { return Author(identifier: name, type: raw["author_type"]?.string) }
    guard let author = data["author"], let identifier = author["identifier"]?.string else { return nil }
    return Author(identifier: identifier, type: author["type"]?.string)
  }

  /// Whether the host itself made the change through the API, so that following it would go round in circles (N34).
  ///
  /// - Parameter own: The client ids of the host's connections and apps, for the Events API also their user names.
  public func isAuthored(by own: Set<String>) -> Bool {
    guard let author, author.type == nil || author.type == "api" else { return false }
    return own.contains(author.identifier)
  }
}
