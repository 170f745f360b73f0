import SyncPlanner

extension SyncError {
  /// Says what PostgreSQL's error means for who runs a synchronisation.
  ///
  /// - Parameters:
  ///   - message: The server's words.
  ///   - state: The code, as <https://www.postgresql.org/docs/current/errcodes-appendix.html> lists it; empty where
  ///     the connection was lost.
  init(postgres message: String, state: String) {
    switch state {
    case "", "57P01", "57P02", "57P03", "08000", "08003", "08006":
      self.init(
        .store, "The connection to PostgreSQL was lost: \(message)",
        advice: "Run again when the server is back; what was committed stands.")
    case "55P03", "40P01", "40001":
      self.init(
        .locked, "Another worker kept PostgreSQL's rows for too long: \(message)", advice: "Run again when it is done.")
    case "25006", "42501":
      self.init(
        .fileSystem, "The database can only be read: \(message)",
        advice: "Give this user the right to write, or name the primary server.")
    case "53100": self.init(.diskFull, "PostgreSQL has no room left: \(message)", advice: "Make room and run again.")
    case "XX001", "XX002": self.init(.corrupted, "The database is damaged: \(message)")
    default: self.init(.store, "PostgreSQL refuses: \(message) (\(state))")
    }
  }
}
