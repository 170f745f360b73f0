internal import CatalogJSON

/// What a synchronisation would do: ordered actions, each with its reason, on the basis of what was known.
///
/// A plan is data. It can be counted, read by people, written to a file, read back elsewhere and applied there; it is
/// refused when the ledger, the scope, the mapping or the destination moved on since it was made. Its actions lie in
/// memory or in a temporary file, so that a plan may be larger than memory.
///
/// The digest tells an altered plan from one that came through unharmed. It is no signature: whoever may write the file
/// can write another digest into it.
public struct SyncPlan: Sendable, Identifiable {
  /// What the plan was made on.
  package let basis: Basis
  /// How much it would do.
  public let summary: Summary
  /// SHA-256 over basis, summary and actions.
  public let digest: Digest
  /// Its actions, those of a lower stage first.
  public let actions: PlanActions
  /// How the collection behind the plan went; `nil` for a plan that was read from a file.
  public internal(set) var collection: CollectionSummary?

  init(basis: Basis, summary: Summary, digest: Digest, actions: PlanActions) {
    self.basis = basis
    self.summary = summary
    self.digest = digest
    self.actions = actions
  }

  /// A short name: the first digits of its digest.
  public var id: String { String(digest.description.prefix(16)) }

  /// The identity of the destination that it was made for, as its capabilities gave it.
  public var destination: String { basis.destination }

  /// Whether there is nothing to send.
  public var isEmpty: Bool { summary.sent == 0 }

  /// 32 bytes that stand for a plan's content.
  public struct Digest: Hashable, Sendable, LosslessStringConvertible {
    /// 64 hexadecimal digits in lower case.
    public let description: String

    /// Reads 64 hexadecimal digits in lower case.
    public init?(_ description: String) {
      guard description.utf8.count == 64,
        description.utf8.allSatisfy({ byte in
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        })
      else { return nil }
      self.description = description
    }

    init(_ hash: SHA256) { description = Hexadecimal.text(hash.finalize()) }
  }
}
