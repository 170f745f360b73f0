public import SyncPlanner

/// Checks that a store of your own is one: that it keeps what it was given, orders it, and never half a commit.
///
/// The suite imports no test framework. It throws a ``ConformanceFailure`` that names the broken rule, so that it fits
/// into any:
///
/// ```swift
/// @Test(arguments: StoreRule.allCases)
/// func conformance(rule: StoreRule) async throws {
///   try await StoreConformance {
///     try await MyStore(in: newFolder())
///   } reopening: { store in
///     try await store.closeAndOpenAgain()
///   }.check(rule)
/// }
/// ```
public struct StoreConformance<Store: SyncStore>: Sendable {
  let open: @Sendable () async throws -> Store
  let reopen: (@Sendable (Store) async throws -> Store)?

  /// Creates the suite.
  ///
  /// - Parameters:
  ///   - open: Makes an empty store; each rule gets one of its own.
  ///   - reopen: Closes a store as its process would when it ends, and opens what it kept. Without it the rules about
  ///     that are left out: for stores in memory.
  public init(
    opening open: @escaping @Sendable () async throws -> Store,
    reopening reopen: (@Sendable (Store) async throws -> Store)? = nil
  ) {
    self.open = open
    self.reopen = reopen
  }

  /// Checks all rules, one after the other.
  ///
  /// - Throws: ``ConformanceFailure`` for the first rule that is broken.
  public func run() async throws {
    for rule in StoreRule.allCases { try await check(rule) }
  }

  /// Checks one rule.
  ///
  /// - Throws: ``ConformanceFailure`` when it is broken; what opening the store throws.
  public func check(_ rule: StoreRule) async throws {
    let store = try await open()
    do {
      let probe = StoreProbe(rule: rule, store: store)
      switch rule {
      case .durability, .revisionsAfterReopening:
        guard let reopen else { return }
        try await probe.check { StoreProbe(rule: rule, store: try await reopen(store)) }
      default:
        try await probe.check()
      }
    } catch let failure as ConformanceFailure {
      throw failure
    } catch {
      throw ConformanceFailure(rule: rule.rawValue, "an error came where none was expected", underlying: error)
    }
  }
}

/// A rule of ``StoreConformance``. More cases may come, so a `switch` needs a `default`.
public enum StoreRule: String, Sendable, Hashable, CaseIterable {
  /// A table that was never written to has no rows, and looking for keys in it finds none.
  case emptyTables
  /// What was written comes back byte for byte: every byte, no byte, a megabyte.
  case content
  /// Rows come in the order of their keys' UTF-8 bytes, whatever the order in which they were written.
  case order
  /// Keys are told apart by their bytes: case, white space and spellings of one letter count.
  case exactKeys
  /// Keys of 1,024 bytes, and tables of 64 with all characters that a name may have, can be used.
  case longestNames
  /// Pages go on behind `after`, whether that key is there or not; fewer rows than the limit come at the end only.
  case paging
  /// While rows are written and deleted, paging skips none of the others and repeats none.
  case pagingWhileWriting
  /// Looking for keys gives the rows that are there, and only these.
  case keys
  /// The same key in two tables is two rows.
  case tables
  /// Writing a row again replaces it.
  case replacing
  /// Deleting a row removes it; deleting one that is absent changes nothing.
  case deleting
  /// Revisions begin at 1 or more, grow with each change of the row, and stay while it does not change.
  case revisions
  /// A row that was deleted and made anew gets a revision that is greater than all before.
  case revisionsAfterDeleting
  /// `absent` holds only where there is no row.
  case expectingAbsence
  /// A revision that is not the row's own, or of a row that is gone, fails the commit.
  case expectingRevision
  /// The error of a change that does not hold is a `SyncError` with the code `conflict`.
  case conflictCode
  /// When one change does not hold, none takes effect, in any table.
  case atomicity
  /// A commit without changes is allowed.
  case emptyCommit
  /// A commit of 5,000 changes takes effect as one.
  case manyChanges
  /// Of several that change a row on the strength of the same revision, one wins and the others get `conflict`.
  case rivals
  /// What was committed is there when the store is opened again, and what was deleted is not.
  case durability
  /// Revisions go on where they were when the store is opened again.
  case revisionsAfterReopening
}
