internal import CatalogJSON
import CatalogModels

/// What a run finds out about the records of ours that are to be matched: the values by which they are, who shares one,
/// and how many variants each product has. Kept as fingerprints where it can be many.
struct Matcher {
  let policy: SyncPolicy.Matching
  /// How many records of matched feeds rest on a record.
  private(set) var variants: [RecordKey: Int] = [:]
  private var owners: [Fingerprint128: RecordKey] = [:]
  private var sharers: [Fingerprint128: [RecordKey]] = [:]

  init?(_ policy: SyncPolicy.Matching) {
    guard !policy.rules.isEmpty else { return nil }
    self.policy = policy
  }

  /// Takes note of a record, whether it is to be matched or was before.
  mutating func note(_ record: SyncRecord) {
    guard let rules = policy.rules[record.key.feed] else { return }
    for parent in record.dependencies where policy.matches(parent.feed) { variants[parent, default: 0] += 1 }
    guard let value = Self.value(of: record.fields, rules) else { return }
    let digest = Self.digest(record.key.feed, value.rule.field, value.text)
    guard let owner = owners[digest] else {
      owners[digest] = record.key
      return
    }
    sharers[digest, default: [owner]].append(record.key)
  }

  /// What is wrong with the value by which a record is matched; `nil` where it is sound.
  func flaw(of action: SyncAction) -> String? {
    guard let rules = policy.rules[action.key.feed], !rules.isEmpty else { return nil }
    guard let value = Self.value(of: action.fields, rules) else {
      guard policy.numbers.isEmpty else { return nil }
      return "\(Self.name(action)) has no \(rules.map(\.field).joined(separator: " or "))."
    }
    guard let all = sharers[Self.digest(action.key.feed, value.rule.field, value.text)] else { return nil }
    return "\(all.map(\.description).joined(separator: " and ")) have the same \(value.rule.field): \(value.text)."
  }

  /// A record's name for people.
  static func name(_ action: SyncAction) -> String {
    action.identifier.map { "\(action.key) (\($0))" } ?? "\(action.key)"
  }

  /// The value of the first rule of which a record has any.
  static func value(
    of fields: [String: RawJSON], _ rules: [SyncPolicy.Matching.Rule]
  ) -> (rule: SyncPolicy.Matching.Rule, text: String)? {
    for rule in rules {
      if let text = text(of: fields[rule.field]) { return (rule, text) }
    }
    return nil
  }

  /// A value by which can be matched: a text, or a number as it is written.
  static func text(of json: RawJSON?) -> String? {
    guard let text = json?.string ?? json?.numberText, !text.isEmpty else { return nil }
    return text
  }

  static func digest(_ feed: SyncFeed, _ field: String, _ text: String) -> Fingerprint128 {
    var hasher = FingerprintHasher()
    for part in [feed.rawValue, field, text] {
      hasher.combine("\(part.utf8.count):")
      hasher.combine(part)
    }
    return hasher.finalize()
  }
}
