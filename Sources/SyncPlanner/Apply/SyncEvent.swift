/// What happens while a synchronisation runs, as it happens. More events may come, so a `switch` over them needs a
/// `default`.
public enum SyncEvent: Sendable, Hashable {
  /// Some items of a feed came from the source: how many, and how many in all so far.
  case collected(SyncFeed, count: Int, total: Int)
  /// A feed was read to its end, or could not be: then the problem says why.
  case swept(SyncFeed, items: Int, problem: String?)
  /// Something about the source's content was not as it should be.
  case diagnostic(SyncDiagnostic)
  /// The plan is made.
  case planned(SyncPlan.Summary)
  /// An item of the plan came to its end, for good or ill, and this is remembered.
  case item(SyncReport.Item)
  /// Some actions go to the destination now: the feed of the first, and how many there are.
  case sending(SyncFeed, count: Int)
  /// An earlier run had been cut short while sending, and what became of this many items was found out.
  case recovered(count: Int)
  /// What was read or sent of one feed, and how long it took.
  case profile(SyncReport.Profile)
  /// The plan was carried out or cut short; the report says how far it got.
  case applied(SyncReport)
}
