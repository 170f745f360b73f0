internal import CatalogJSON
import CatalogModels

/// One patch as it is sent.
struct UpsertLine<Item: BulkUpsertable>: Sendable {
  /// What the API takes at most (N29).
  enum Bound {
    static var lines: Int { 100 }
    static var characters: Int { 1_000_000 }
  }

  let position: Int
  let id: Item.ID
  let key: String
  let bytes: [UInt8]
  /// Why it is not sent at all.
  let refusal: CatalogError?

  init(_ patch: CatalogPatch<Item>, at position: Int, _ resource: Resource<Item>) {
    self.position = position
    id = patch.id
    key = resource.key(patch.id)
    let bytes = resource.body(patch)
    if key.isEmpty {
      refusal = CatalogError(.invalidArgument, "patch \(position) has an empty key", advice: "Give the item's code.")
    } else if bytes.count > Bound.characters, case let count = Self.characters(bytes), count > Bound.characters {
      refusal = CatalogError(
        .payloadTooLarge,
        "the patch of \(Item.entityName) `\(patch.id)` has \(count) characters; the PIM takes \(Bound.characters)",
        advice: "Write its values in several patches.")
    } else {
      refusal = nil
    }
    self.bytes = refusal == nil ? bytes : []
  }

  func result(_ outcome: Result<WriteOutcome, CatalogError>) -> UpsertResult<Item> {
    UpsertResult(position: position, id: id, outcome: outcome)
  }

  /// The number of characters of UTF-8 text.
  private static func characters(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

extension Resource.BulkForm {
  var contentType: String {
    switch self {
    case .lines: "application/vnd.akeneo.collection+json"
    case .array: "application/json"
    }
  }

  /// Several lines as one body (N29).
  func body(_ lines: some Sequence<[UInt8]>) -> [UInt8] {
    let separator = UInt8(ascii: self == .lines ? "\n" : ",")
    var body: [UInt8] = self == .lines ? [] : [UInt8(ascii: "[")]
    var isFirst = true
    for line in lines {
      if !isFirst { body.append(separator) }
      isFirst = false
      body.append(contentsOf: line)
    }
    if self == .array { body.append(UInt8(ascii: "]")) }
    return body
  }
}
