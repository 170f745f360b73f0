extension SyncPolicy {
  /// What keeps a wrong answer of the source from taking content away from the destination: how a deletion is proved,
  /// and how much may change at once before somebody must look at it.
  ///
  /// A list that is short, a right that was lost and an index that is being rebuilt all look like a deletion.
  public struct Guards: Sendable, Hashable {
    /// How far apart in time two complete sweeps must at least be for both together to prove a deletion: longer than
    /// the source takes to rebuild its index. One hour unless told.
    public var provenAfter: Duration = .seconds(3_600)
    /// What becomes of a record that a complete sweep missed, until its deletion is proved, under the policy `delete`.
    public var untilProven = UntilProven.disable
    /// How many of the records of a feed that a sweep missed are looked for by their keys, where the source can do
    /// that. One that is there after all shows that the sweep had a hole, and then nothing of the feed counts as gone.
    public var lookups = 100
    /// How many records of a feed may be deleted at once.
    public var deletes = Limit(share: 0.05, above: 10)
    /// How many records of a feed may be disabled at once.
    public var disables = Limit(share: 0.1, above: 20)
    /// How many records of a feed may be updated at once. Of no account where the mapping or the scope is another than
    /// in the last run: then the changes are of one's own making.
    public var changes = Limit(share: 0.25, above: 100)
    /// From how many records a field may be cleared at once, as a share of those that have it: more is an attribute, a
    /// locale or a right that vanished rather than so many edits. Of no account where the mapping is another.
    public var clears = Limit(share: 0.2, above: 20)

    /// Creates the guards that hold unless told otherwise.
    public init() {}

    /// What becomes of a record until its deletion is proved. More cases may come, so a `switch` needs a `default`.
    public enum UntilProven: String, Sendable, Hashable, Codable, CaseIterable {
      /// It is no longer shown.
      case disable
      /// It stays as it is.
      case keep
    }

    /// How much may happen at once.
    public struct Limit: Sendable, Hashable, Codable {
      /// The largest share that passes, 0 to 1.
      public var share: Double
      /// Numbers up to this one pass whatever their share, so that a small catalog can be worked on.
      public var above: Int
      /// Numbers beyond this one never pass, however small their share; `nil` for no such bound.
      public var most: Int?

      /// Creates a limit.
      public init(share: Double, above: Int = 0, most: Int? = nil) {
        self.share = share
        self.above = above
        self.most = most
      }

      /// Lets everything pass.
      public static let none = Limit(share: 1, above: .max)

      /// Whether so many are too many, if they are at all beyond the number that always passes.
      func isExceeded(by count: Int, of total: Int) -> Bool {
        guard count > above else { return false }
        if let most, count > most { return true }
        return Double(count) > share * Double(max(count, total))
      }
    }
  }

  /// A brake: what a plan holds back because there is too much of it at once, and the figure.
  ///
  /// Whoever looked at it and finds it right gives it back to ``SyncEngine/plan(_:_:deleted:releasing:only:progress:)``. It is
  /// released up to its own figure, so that what was looked at is what happens.
  public struct Brake: Sendable, Hashable, Codable {
    /// What there is too much of.
    public let kind: Kind
    /// The records' feed.
    public let feed: SyncFeed
    /// The field that would be cleared, for ``Kind/clears``.
    public let field: String?
    /// How many records it is about.
    public let count: Int
    /// Of how many: the records of the feed that the destination has, or those of them with the field.
    public let total: Int

    /// What there can be too much of. More cases may come, so a `switch` needs a `default`.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      /// Records that would be deleted.
      case deletes
      /// Records that would be disabled.
      case disables
      /// Records that would be updated.
      case changes
      /// Records of which a field would be cleared.
      case clears
      /// Records of which a field would be cleared whose attribute, locale or channel is no longer in the source's
      /// structure: however few they are.
      case vanished
    }

    /// Creates a brake, as a plan told it.
    public init(_ kind: Kind, _ feed: SyncFeed, field: String? = nil, count: Int, of total: Int) {
      self.kind = kind
      self.feed = feed
      self.field = field
      self.count = count
      self.total = total
    }

    /// Whether this one, released, lets another one go.
    func releases(_ other: Brake) -> Bool {
      kind == other.kind && feed == other.feed && field == other.field && count >= other.count
    }

    /// What it holds, without the figure: the same in every run.
    var name: String { ([kind.rawValue, feed.rawValue] + (field.map { [$0] } ?? [])).joined(separator: " ") }
  }
}

extension SyncPolicy.Brake: CustomStringConvertible {
  /// What is held back, with the figure, in one sentence.
  public var description: String {
    let share = total > 0 ? " (\(Int((Double(count) / Double(total) * 100).rounded())) %)" : ""
    let figure = "\(count) of \(total) \(feed)\(share)"
    return switch kind {
    case .deletes: "\(figure) would be deleted."
    case .disables: "\(figure) would be disabled."
    case .changes: "\(figure) would be updated."
    case .clears: "`\(field ?? "")` would be cleared from \(figure)."
    case .vanished:
      "`\(field ?? "")` would be cleared from \(figure): its attribute, locale or channel is gone from the source."
    }
  }
}

extension Duration {
  /// In seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

  /// For people.
  var text: String {
    let whole = components.seconds
    if whole > 0, whole % 3_600 == 0 { return whole == 3_600 ? "an hour" : "\(whole / 3_600) hours" }
    return whole == 1 ? "a second" : "\(whole) seconds"
  }
}
