internal import CatalogJSON

/// One row of the catalog, as the server keeps it.
struct StoredItem: Sendable {
  /// The code (or uuid) as it was written.
  let code: String
  let json: JSONSlice
  /// When the server last changed it, whether or not the row says so.
  let updated: CivilTime
  /// What filters ask about products and product models.
  let facts: ProductFacts?
  /// The row as lists write it, once somebody asked for it.
  var wire: Wire?

  struct Wire: Sendable {
    let bytes: [UInt8]
    /// The identities of products for which the bytes hold.
    let identities: Int
  }
}

/// The key under which codes are told apart: without regard to case (N15), where the resource does so.
func folded(_ code: String) -> String { code.lowercased() }

/// What filters ask about a product or a product model, read from its row once. Codes are folded.
struct ProductFacts: Sendable {
  var identifier: String?
  var isEnabled = true
  var family: String?
  var categories: [String] = []
  var groups: [String] = []
  var parent: String?
  var created: CivilTime?
  var updated: CivilTime?

  init(_ row: JSONSlice) {
    for (name, value) in row.members {
      switch name {
      case "identifier": identifier = value.string.flatMap { $0.isEmpty ? nil : $0 }
      case "enabled": isEnabled = value.bool ?? true
      case "family": family = value.string.map(folded)
      case "categories": categories = value.elements.compactMap { $0.string.map(folded) }
      case "groups": groups = value.elements.compactMap { $0.string.map(folded) }
      case "parent": parent = value.string.map(folded)
      case "created": created = value.string.flatMap(CivilTime.init(iso8601:))
      case "updated": updated = value.string.flatMap(CivilTime.init(iso8601:))
      default: break
      }
    }
  }
}
