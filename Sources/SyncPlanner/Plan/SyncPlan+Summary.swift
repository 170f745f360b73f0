internal import CatalogJSON

extension SyncPlan {
  /// How much a plan would do, by feed.
  public struct Summary: Sendable, Hashable {
    /// The feeds that the plan knows of.
    public internal(set) var feeds: [SyncFeed: Feed] = [:]

    init() {}

    /// Of one feed.
    public subscript(feed: SyncFeed) -> Feed { feeds[feed] ?? Feed() }

    /// The number of actions, those included that are never sent.
    public var actions: Int { feeds.values.reduce(0) { $0 + $1.actions } }
    /// The number of actions that would be sent.
    public var sent: Int {
      feeds.values.reduce(0) { $0 + $1.actions - $1[.skip] - $1[.blocked] }
    }

    /// How much a plan would do in one feed.
    public struct Feed: Sendable, Hashable {
      /// The records that were collected.
      public internal(set) var collected = 0
      /// Those among them that the destination already has as they are.
      public internal(set) var unchanged = 0
      private var counts: [SyncAction.Kind: Int] = [:]

      init() {}

      /// The number of actions of a kind.
      public internal(set) subscript(kind: SyncAction.Kind) -> Int {
        get { counts[kind] ?? 0 }
        set { counts[kind] = newValue == 0 ? nil : newValue }
      }

      /// The number of actions.
      public var actions: Int { counts.values.reduce(0, +) }
    }
  }
}

extension SyncPlan.Summary {
  /// The feeds in the order in which they are shown: the PIM's own first, then others by name.
  public var orderedFeeds: [SyncFeed] { SyncFeed.inOrder(feeds.keys) }

  func write(to writer: inout JSONWriter) {
    writer.key("summary")
    writer.beginObject()
    for feed in orderedFeeds {
      let counts = self[feed]
      writer.key(feed.rawValue)
      writer.beginObject()
      writer.key("collected")
      writer.number(counts.collected)
      writer.key("unchanged")
      writer.number(counts.unchanged)
      for kind in SyncAction.Kind.allCases where counts[kind] != 0 {
        writer.key(kind.rawValue)
        writer.number(counts[kind])
      }
      writer.endObject()
    }
    writer.endObject()
  }

  init?(header: JSONSlice) {
    guard let summary = header["summary"] else { return nil }
    for (name, json) in summary.members {
      var counts = Feed()
      counts.collected = json["collected"]?.int ?? 0
      counts.unchanged = json["unchanged"]?.int ?? 0
      for kind in SyncAction.Kind.allCases { counts[kind] = json[kind.rawValue]?.int ?? 0 }
      feeds[SyncFeed(rawValue: name)] = counts
    }
  }
}
