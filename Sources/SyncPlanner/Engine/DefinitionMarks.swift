import CatalogModels

/// What the definitions of a catalog said in the last run, so that a relabelled option is told from one that is as it
/// was. It moves with the checkpoints, as rows of its own: one for each attribute with options.
struct DefinitionMarks {
  /// By what they belong to, as `CatalogSchema` gives them.
  private(set) var groups: [String: [String: UInt64]]

  init(_ groups: [String: [String: UInt64]]) { self.groups = groups }

  private static let prefix = "marks."

  /// Reads what was kept of some groups.
  static func kept(of names: some Sequence<String>, in checkpoints: Checkpoints) async throws(SyncError) -> Self {
    let names = Array(names)
    let rows = try await checkpoints.values(of: names.map { prefix + $0 })
    var groups: [String: [String: UInt64]] = [:]
    for name in names {
      guard let json = rows[prefix + name] else { continue }
      groups[name] = Dictionary(
        json.members.compactMap { member in
          member.value.string.flatMap { UInt64($0, radix: 16) }.map { (member.name, $0) }
        }
      ) { first, _ in first }
    }
    return Self(groups)
  }

  /// What stands for everything that is there no longer, or otherwise than before. What is new is used by nobody yet.
  func changes(since old: DefinitionMarks) -> Set<UInt64> {
    var changes: Set<UInt64> = []
    for (group, before) in old.groups {
      let now = groups[group] ?? [:]
      let parts = group.split(separator: ":", maxSplits: 1).map(String.init)
      for (code, mark) in before where now[code] != mark {
        changes.insert(ItemLinks.mark(parts[0], parts.count > 1 ? "\(parts[1])/\(code)" : code))
      }
    }
    return changes
  }

  /// The rows that differ from those that are kept.
  func rows(besides old: DefinitionMarks) -> [String: RawJSON] {
    var rows: [String: RawJSON] = [:]
    for (group, marks) in groups where old.groups[group] != marks {
      rows[Self.prefix + group] = .object(
        marks.sorted { $0.key < $1.key }.map { ($0.key, RawJSON.string(String($0.value, radix: 16))) })
    }
    return rows
  }
}
