extension SyncPolicy {
  /// What the ledger keeps of each record beside its fingerprint.
  public struct Detail: Sendable, Hashable {
    /// How much of the content.
    public var level: Level
    /// What is kept for people and for search: a name, such as `sku`, and the fields that it is taken from. The first of
    /// them that the record has counts, and then the first that the source's item has. A field that has variants by
    /// locale or channel, such as `values.name-en_US`, is found by `values.name`.
    public var display: [String: [String]]
    /// How many of a record's last actions are kept with their reasons, 0 to 20.
    public var actions: Int

    /// How much of the content the ledger keeps. More cases may come, so a `switch` needs a `default`.
    public enum Level: String, Sendable, Hashable, CaseIterable {
      /// Its fingerprint. A change then names no fields, and a field that was emptied cannot be told.
      case fingerprint
      /// A fingerprint for each field, too.
      case fields
      /// The content itself, too: it can be shown, compared, and sent again without asking the source. Not kept by
      /// default, since it makes the store as large as the catalog and takes with it what the catalog holds.
      case payload
    }

    /// Creates a choice.
    public init(_ level: Level = .fields, display: [String: [String]] = Detail.standardDisplay, actions: Int = 3) {
      self.level = level
      self.display = display
      self.actions = min(max(0, actions), 20)
    }

    /// The fields that people look for: `name`, `sku`, `type`, `price`, `visibility` and `modified`.
    public static let standardDisplay: [String: [String]] = [
      "name": ["name", "title", "values.name", "values.title", "values.label", "labels"],
      "sku": ["sku", "identifier", "values.sku", "code"],
      "type": ["type", "family"],
      "price": ["price", "values.price"],
      "visibility": ["visibility", "enabled"],
      "modified": ["updated"],
    ]
  }
}
