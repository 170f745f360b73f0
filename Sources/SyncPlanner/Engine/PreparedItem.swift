import CatalogModels
import ValueParser

/// An item with the records made of it, ready to be compared.
struct PreparedItem: Sendable {
  let key: RecordKey
  /// What stands for the key.
  let mark: KeyMark
  let depth: Int
  let membership: SourceItem.Membership
  /// The object as it came.
  let raw: RawObject
  /// See `SourceItem.identifier(in:)`.
  let identifier: String?
  /// What the item uses. See `ItemLinks`.
  let links: [UInt64]
  private(set) var content: Content
  let diagnostics: [ValueDiagnostic]
  let diagnosticCount: Int

  enum Content: Sendable {
    case records([(record: SyncRecord, fingerprint: Fingerprint)])
    /// The item could not be mapped.
    case failed(reason: String)
  }

  /// How many records the ledger is asked for: one that could not be made is asked for under the item's own key.
  var rowCount: Int {
    switch content {
    case .records(let records): records.count
    case .failed: 1
    }
  }

  /// This item with other records.
  func with(_ content: Content) -> PreparedItem {
    var copy = self
    copy.content = content
    return copy
  }

  /// What a record's item uses: kept beside the main record alone.
  func links(of record: RecordKey) -> [UInt64] { record.id == key.id ? links : [] }

  /// Maps the items of a page and takes the fingerprints of their records. This is where a run spends its time, so it
  /// never stands on the caller's actor.
  @concurrent
  static func prepare(
    _ items: [SourceItem], _ marks: [KeyMark], _ mapping: any RecordMapping, _ context: CatalogContext,
    sending fields: SyncPolicy.Fields
  ) async -> [PreparedItem] {
    var prepared: [PreparedItem] = []
    prepared.reserveCapacity(items.count)
    var (feed, outputs): (SyncFeed?, [SyncFeed]) = (nil, [])
    for (item, mark) in zip(items, marks) {
      if item.feed != feed { (feed, outputs) = (item.feed, mapping.feeds(for: item.feed)) }
      prepared.append(
        PreparedItem(
          key: item.key, mark: mark, depth: item.depth, membership: item.membership, raw: item.raw,
          identifier: item.identifier(in: context), links: ItemLinks.of(item),
          content: content(item, mapping, outputs, context, fields),
          diagnostics: item.values?.diagnostics ?? [], diagnosticCount: item.values?.diagnosticCount ?? 0))
    }
    return prepared
  }

  private static func content(
    _ item: SourceItem, _ mapping: any RecordMapping, _ outputs: [SyncFeed], _ context: CatalogContext,
    _ fields: SyncPolicy.Fields
  ) -> Content {
    do {
      var records = try mapping.records(for: item, in: context)
      if let stray = records.first(where: { !outputs.contains($0.key.feed) }) {
        return .failed(
          reason: "the mapping made \(stray.key) of it and does not name the feed \(stray.key.feed) in feeds(for:)")
      }
      if let long = records.first(where: { $0.key.id != item.key.id && !StoreRules.isKey($0.key.id) }) {
        return .failed(
          reason: "its record's key has \(long.key.id.utf8.count) bytes, not 1 to \(StoreRules.longestKey)")
      }
      if !fields.isAll {
        for place in records.indices {
          records[place].fields = records[place].fields.filter { fields.contains($0.key) }
        }
      }
      return .records(records.map { ($0, $0.fingerprint) })
    } catch let error as SyncError {
      return .failed(reason: ForeignWords.cleaned(error.message))
    } catch let error as CatalogError {
      return .failed(reason: ForeignWords.cleaned(error.message))
    } catch {
      return .failed(reason: ForeignWords.of(error))
    }
  }
}
