extension SyncPolicy {
  /// What is done with a record that the ledger does not know and that the destination may have all the same.
  ///
  /// ```swift
  /// var policy = SyncPolicy.default
  /// policy.matching = .sync(by: "values.sku", at: "sku")   // creates what is new, links what exists
  /// policy.matching = .map(by: "values.sku", at: "sku")    // links what exists, creates nothing
  /// policy.matching = .match(by: [.init("values.ean", at: "ean"), .init("values.upc", at: "upc")])
  /// ```
  ///
  /// Where there are rules, every record of those feeds needs a value to be matched by, and no two may share one: those
  /// that offend are blocked, all of them named, and with a variant its product (D2). A product is linked when it has as
  /// many variants here as there (D3). What is linked already to another record is not linked again (D7).
  public struct Matching: Sendable, Hashable {
    /// By feed, the rules in the order in which they are tried. An empty list is for products that are matched by
    /// their variants: they go with the parent of the records that their variants match.
    public var rules: [SyncFeed: [Rule]]
    /// What becomes of a record that matches nothing.
    public var unmatched: Unmatched
    /// Fields with numbers by which the destination knows products, such as EAN, UPC or ASIN: a record that matches
    /// nothing is created only when it has one of them. Empty where the destination takes what it never heard of.
    public var numbers: [String]

    /// Creates a policy.
    public init(rules: [SyncFeed: [Rule]], unmatched: Unmatched, numbers: [String] = []) {
      self.rules = rules
      self.unmatched = unmatched
      self.numbers = numbers
    }

    /// A field of ours and the one at the destination that holds the same.
    public struct Rule: Sendable, Hashable {
      /// The field of the record as it is wanted.
      public var field: String
      /// The field of the record at the destination.
      public var liveField: String

      /// Creates a rule.
      ///
      /// - Parameters:
      ///   - field: The record's field.
      ///   - liveField: The destination's field; `nil` where it has the same name.
      public init(_ field: String, at liveField: String? = nil) {
        self.field = field
        self.liveField = liveField ?? field
      }
    }

    /// What becomes of a record that matches nothing. More cases may come, so a `switch` needs a `default`.
    public enum Unmatched: String, Sendable, Hashable, Codable, CaseIterable {
      /// It is created.
      case create
      /// It is created while the destination has nothing of that feed, and left out from then on (E6).
      case createWhenEmpty
      /// It is left out, and the plan names it as skipped.
      case skip
    }

    /// Nothing is matched: what the ledger does not know is created.
    public static let create = Matching(rules: [:], unmatched: .create)

    /// Links what exists, by SKU, and creates what is new (D1).
    public static func sync(by field: String, at liveField: String? = nil) -> Matching {
      Matching(rules: [.products: [Rule(field, at: liveField)], .productModels: []], unmatched: .create)
    }

    /// Links what exists, by SKU, and creates nothing (D1).
    public static func map(by field: String, at liveField: String? = nil) -> Matching {
      Matching(rules: [.products: [Rule(field, at: liveField)], .productModels: []], unmatched: .skip)
    }

    /// Quantity and price for what a marketplace has already, by SKU. Creates nothing (E3), but for an inventory that
    /// is empty: what has one of some numbers, such as EAN, UPC or ASIN, is then sent first (E6).
    public static func offers(by field: String, at liveField: String? = nil, numbers: [String] = []) -> Matching {
      Matching(
        rules: [.products: [Rule(field, at: liveField)]], unmatched: numbers.isEmpty ? .skip : .createWhenEmpty,
        numbers: numbers)
    }

    /// Makes offers for what a marketplace knows by one of some numbers, such as EAN, UPC or ASIN: what it offers already
    /// is linked, what has none of them is left out (E6).
    public static func match(by rules: [Rule]) -> Matching {
      Matching(rules: [.products: rules], unmatched: .create, numbers: rules.map(\.field))
    }

    /// Whether records of a feed are matched.
    func matches(_ feed: SyncFeed) -> Bool { rules[feed] != nil }
  }
}
