import CatalogModels
import PIMClient
import ValueParser

/// Records that values name, and those that changed.
extension PIMCollection {
  func followRecords(_ codes: [String], in folded: String) async throws {
    guard let entity = structure.entities[folded] ?? nil else {
      return try await noteMissing(codes.map { RecordKey(.referenceEntityRecords, "\(folded)/\($0)") })
    }
    var query = Query<ReferenceEntityRecord>.where(.code(anyOf: codes.map { Code($0) }))
    if let channel = market.channel { query = query.channel(channel.code) }
    if let locales = market.locales { query = query.locales(locales) }
    var missing = Dictionary(codes.map { ($0.asciiLowercased, $0) }) { first, _ in first }
    for try await page in client.records(of: entity).list(query).pages {
      for record in page.items { missing[record.code.folded] = nil }
      try await take(page.items, of: entity)
    }
    try await noteMissing(missing.values.sorted().map { RecordKey(.referenceEntityRecords, "\(entity)/\($0)") })
  }

  /// Records that changed and that the destination has: nothing else tells of their change (N14).
  func collectChangedRecords(_ failures: inout [SyncFeed: SyncError]) async throws {
    guard scope.wants(.referenceEntityRecords), let begin = window.begin(of: .referenceEntityRecords) else { return }
    for entity in structure.entities.values.compactMap(\.self).sorted() {
      try await guarding(.referenceEntityRecords, &failures) {
        var query = Query<ReferenceEntityRecord>.where(.updated(.after(begin)))
        if let channel = market.channel { query = query.channel(channel.code) }
        if let locales = market.locales { query = query.locales(locales) }
        for try await page in client.records(of: entity).list(query).pages {
          let keys = page.items.map { RecordKey(.referenceEntityRecords, "\(entity)/\($0.code)") }
          let known = try await request.known(keys)
          let wanted = zip(page.items, keys).filter { known.contains($0.1) }.map(\.0)
          let new = wanted.filter { links.arrive(record: $0.code.rawValue, in: entity.rawValue) }
          try await take(new, of: entity)
        }
      }
    }
  }

  func take(_ records: [ReferenceEntityRecord], of entity: Code<ReferenceEntity>) async throws {
    let typed = await Self.typed(records, of: entity, schema)
    for (_, values) in typed { links.add(values) }
    try await deliver(
      typed.map { record, values in
        SourceItem(RecordKey(.referenceEntityRecords, "\(entity)/\(record.code)"), record.raw, values: values)
      })
  }

  @concurrent
  private static func typed(
    _ records: [ReferenceEntityRecord], of entity: Code<ReferenceEntity>, _ schema: CatalogSchema
  ) async -> [(ReferenceEntityRecord, TypedValues)] {
    records.map { ($0, schema.typed($0.values, of: .record($0.code, of: entity))) }
  }
}
