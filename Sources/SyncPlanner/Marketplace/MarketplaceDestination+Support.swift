public import CatalogModels

extension MarketplaceDestination {
  /// The submit log, the last submission first, and the documents that are kept, where they are asked for (E8).
  public func supportNotes(withPayloads payloads: Bool) async -> RawJSON? {
    .object([
      ("merchant", .string(configuration.merchant)),
      ("submissions", .array(log.map { $0.json(withPayload: payloads) })),
    ])
  }
}

extension MarketplaceDestination.LogEntry {
  func json(withPayload: Bool) -> RawJSON {
    var members: [(String, RawJSON)] = [
      ("number", .int(number)), ("type", .string(type.rawValue)), ("messages", .int(messages)), ("bytes", .int(bytes)),
    ]
    if let submission { members.append(("submission", .string(submission))) }
    if let failure { members.append(("failure", .string(failure))) }
    if !remarks.isEmpty {
      let sorted = remarks.sorted { $0.key < $1.key }
      members.append(("remarks", .object(sorted.map { ($0.key.description, .string($0.value)) })))
    }
    if withPayload, let document {
      members.append(("document", .string(String(decoding: document.bytes, as: UTF8.self))))
    }
    return .object(members)
  }
}
