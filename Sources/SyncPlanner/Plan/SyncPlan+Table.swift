internal import CatalogModels

extension SyncPlan.Summary: CustomStringConvertible {
  /// A table for people: a line for each feed, a column for each kind of action that occurs.
  public var description: String {
    guard !feeds.isEmpty else { return "nothing was collected" }
    let kinds = SyncAction.Kind.allCases.filter { kind in feeds.values.contains { $0[kind] > 0 } }
    let columns: [(String, (Feed) -> Int)] =
      kinds.map { kind in (kind.rawValue, { $0[kind] }) } + [
        ("unchanged", { $0.unchanged }), ("collected", { $0.collected }),
      ]
    var table = TextTable(["feed"] + columns.map(\.0), numbersFrom: 1)
    for feed in orderedFeeds {
      table.append([TextTable.cut(feed.rawValue, to: 80)] + columns.map { TextTable.number($0.1(self[feed])) })
    }
    if feeds.count > 1 {
      table.append(["all"] + columns.map { column in TextTable.number(feeds.values.reduce(0) { $0 + column.1($1) }) })
    }
    return table.description
  }
}

extension SyncPlan {
  /// The plan for people: what it stands on, its summary, and its first actions with reasons and changed fields.
  ///
  /// - Parameter limit: The most actions that are shown. Those that are left out are counted.
  /// - Throws: ``SyncError`` where the plan's file cannot be read.
  public func table(limit: Int = 50) async throws(SyncError) -> String {
    var table = TextTable(["action", "record", "fields", "reason"])
    var shown = 0
    var iterator = actions.makeAsyncIterator()
    while shown < limit, let action = try await iterator.next() {
      shown += 1
      table.append([
        action.kind.rawValue, TextTable.cut(action.key.description, to: 80), action.fieldsForPeople,
        TextTable.cut(action.reason, to: 80),
      ])
    }
    var parts = ["plan \(id) for \(TextTable.cut(basis.destination, to: 200))", summary.description]
    if shown > 0 { parts.append(table.description) }
    if summary.actions > shown { parts.append("and \(TextTable.number(summary.actions - shown)) more") }
    return parts.joined(separator: "\n\n")
  }
}

extension SyncAction {
  /// The names of the fields that change, and in parentheses of those that are cleared.
  fileprivate var fieldsForPeople: String {
    if kind == .create, !changedFields.isEmpty { return "all \(changedFields.count)" }
    return TextTable.cut((changedFields + clearedFields.map { "(\($0))" }).joined(separator: ", "), to: 60)
  }
}

/// Columns of text, set so that they stand below each other.
struct TextTable: CustomStringConvertible {
  private var rows: [[String]]
  private let numbersFrom: Int

  /// - Parameter numbersFrom: The first column that is set to the right.
  init(_ head: [String], numbersFrom: Int = .max) {
    rows = [head]
    self.numbersFrom = numbersFrom
  }

  mutating func append(_ row: [String]) { rows.append(row) }

  var description: String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let line = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column >= numbersFrom ? space + text : text + space
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// A number with its thousands set apart; a dash for none.
  static func number(_ number: Int) -> String {
    guard number != 0 else { return "-" }
    let digits = Array(String(number))
    return String(
      digits.indices.flatMap { index -> [Character] in
        index > 0 && (digits.count - index) % 3 == 0 && digits[index - 1] != "-"
          ? [",", digits[index]] : [digits[index]]
      })
  }

  /// At most so many characters on one line, without control characters and without those that turn the direction of
  /// writing: names and reasons come from elsewhere, and a plan is read to be trusted.
  static func cut(_ text: String, to limit: Int) -> String {
    let line = text.onOneLine
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }
}
