internal import CatalogModels
public import SyncPlanner

/// Checks that a destination of your own is one: that it does what it is told, item by item, and keeps its promises
/// about reading and repeating.
///
/// The suite imports no test framework. It throws a ``ConformanceFailure`` that names the broken rule, so that it fits
/// into any:
///
/// ```swift
/// @Test(arguments: DestinationRule.allCases)
/// func conformance(rule: DestinationRule) async throws {
///   try await DestinationConformance { MyShop(at: emptyTestShop()) }.check(rule)
/// }
/// ```
///
/// Rules about what is there afterwards need `canRead`, the one about scanning `canScan`, the rule about repeating needs `isIdempotent`: where the
/// destination does not promise it, they are left out.
public struct DestinationConformance<Target: Destination>: Sendable {
  let open: @Sendable () async throws -> Target
  let reopen: (@Sendable (Target) async throws -> Target)?
  let samples: DestinationSamples

  /// Creates the suite.
  ///
  /// - Parameters:
  ///   - samples: The records that are sent. Give your own where the destination does not take any field.
  ///   - open: Makes an empty destination; each rule gets one of its own.
  ///   - reopen: Lets a destination go as its process would when it ends, and makes another that leads to the same
  ///     place. Without it the rules about that are left out.
  public init(
    samples: DestinationSamples = DestinationSamples(), opening open: @escaping @Sendable () async throws -> Target,
    reopening reopen: (@Sendable (Target) async throws -> Target)? = nil
  ) {
    self.samples = samples
    self.open = open
    self.reopen = reopen
  }

  /// Checks all rules, one after the other.
  ///
  /// - Throws: ``ConformanceFailure`` for the first rule that is broken.
  public func run() async throws {
    for rule in DestinationRule.allCases { try await check(rule) }
  }

  /// Checks one rule.
  ///
  /// - Throws: ``ConformanceFailure`` when it is broken; what opening the destination throws.
  public func check(_ rule: DestinationRule) async throws {
    let target = try await open()
    do {
      let probe = DestinationProbe(
        rule: rule, target: target, capabilities: try await target.capabilities, samples: samples)
      guard let reopen, rule == .reopening else { return try await probe.check() }
      try await probe.checkReopening {
        let again = try await reopen(target)
        return DestinationProbe(
          rule: rule, target: again, capabilities: try await again.capabilities, samples: samples)
      }
    } catch let failure as ConformanceFailure {
      throw failure
    } catch {
      throw ConformanceFailure(rule: rule.rawValue, "an error came where none was expected", underlying: error)
    }
  }
}

/// A rule of ``DestinationConformance``. More cases may come, so a `switch` needs a `default`.
public enum DestinationRule: String, Sendable, Hashable, CaseIterable {
  /// The identity is not empty and stays the same while the destination is used.
  case identity
  /// A batch gets one outcome for each action.
  case outcomes
  /// An empty batch gets no outcome and is no error.
  case emptyBatch
  /// As many actions as `batchSize` says are taken at once.
  case fullBatch
  /// As many calls as `concurrency` says can be under way at once, and each gets its own outcomes.
  case concurrency
  /// A created record is there, with its fields as they were given.
  case create
  /// Every kind of JSON value, numbers with all their digits and texts with all their characters come back.
  case values
  /// Keys are told apart by their bytes.
  case keys
  /// An updated record has its new fields.
  case update
  /// Fields that are to be cleared are gone or `null`, and the others are still there.
  case clear
  /// To link a record that is there makes it no second one and does not fail.
  case link
  /// A record that is now called by another key is there under that one, and no longer under the old one.
  case replace
  /// A disabled record is still there, and an update brings it back.
  case disable
  /// A deleted record is gone and the others are not.
  case delete
  /// To disable or delete what is absent is no fault of the batch: it gets an outcome and does not throw.
  case absentRecords
  /// A record that was deleted can be created again.
  case createAgain
  /// Reading gives what is there, and nothing for keys that are not.
  case read
  /// A scan brings each record once, page by page, with its own key and its fields, and those of no other feed.
  case scan
  /// What is sent again with the same idempotency key takes effect once and is answered with `applied`; content that
  /// comes back under another key takes effect.
  case repeating
  /// An action that the destination will not take does not keep the others of its batch from being carried out.
  case badItem
  /// To come to the end of a run changes nothing of what is there, also when nothing was sent and when it comes twice.
  case finish
  /// Identity and content are the same when the destination is opened again, with and without the run's end before it.
  case reopening
}

/// The records that ``DestinationConformance`` sends.
public struct DestinationSamples: Sendable {
  /// The feed.
  public var feed: SyncFeed
  /// Whether any field with any value may be sent. When not, the rules `values` and `keys` are left out.
  public var acceptsAnyField: Bool
  /// The record of a number, in one of two versions that differ in at least one field.
  public var record: @Sendable (_ number: Int, _ version: Int) -> SyncRecord
  /// A field of these records that may be cleared.
  public var clearableField: String
  /// An action that the destination must reject; `nil` leaves out the rule about it.
  public var rejectedAction: SyncAction?

  /// Records with a name, a price and some more, in the feed of products.
  public init() {
    feed = .products
    acceptsAnyField = true
    record = { number, version in
      SyncRecord(
        RecordKey(.products, "sample-\(number)"),
        fields: [
          "name": .string("Sample \(number)"), "price": .string("\(version).5000"), "stock": .int(number),
          "tags": ["a", "b"],
        ])
    }
    clearableField = "tags"
  }
}
