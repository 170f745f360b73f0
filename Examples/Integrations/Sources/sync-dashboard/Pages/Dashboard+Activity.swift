import SyncPlanner

extension Dashboard {
  /// The logs: what was done, what went wrong, and what took how long (C13, C15, D8).
  func activity(_ name: String?) async throws -> Page {
    let log = name.flatMap { SyncLogEntry.Log(rawValue: $0) } ?? .activity
    let entries = try await engine.log(log, last: 200)
    let lines: [[String: Any]] = entries.map { entry in
      var line: [String: Any] = ["at": entry.at.shown, "run": entry.run, "text": entry.text]
      if let key = entry.key {
        line["key"] = key.description
        line["link"] = [("key", key.description)].asQuery
      }
      return line
    }
    return Page(
      template: "activity", title: "Activity",
      content: [
        "entries": lines, "none": lines.isEmpty,
        "logs": SyncLogEntry.Log.allCases.map {
          ["name": $0.rawValue, "chosen": $0 == log] as [String: Any]
        },
      ])
  }
}
