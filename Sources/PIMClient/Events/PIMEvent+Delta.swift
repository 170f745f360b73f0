public import CatalogModels

extension PIMEvent {
  /// What changed, for events whose type ends in `.delta`.
  public var delta: Delta? {
    guard type.hasSuffix(".delta") else { return nil }
    return (data["product"] ?? data["product_model"])?["changes"].map(Delta.init)
  }
}

extension PIMEvent {
  /// What an update changed in a product or product model, as a `.delta` event of the Event Platform tells it.
  public struct Delta: Sendable, Hashable {
    /// The changes as they came, with those that have no property here.
    public let raw: RawJSON

    init(_ raw: RawJSON) { self.raw = raw }

    /// One state in another's place.
    public struct Replacement<Value: Sendable & Hashable>: Sendable, Hashable {
      /// What it was; `nil` where it was nothing.
      public let previous: Value?
      /// What it is now; `nil` where it is nothing.
      public let new: Value?
    }

    /// What came and what went.
    public struct Difference<Entity>: Sendable, Hashable {
      /// What came.
      public let added: [Code<Entity>]
      /// What went.
      public let removed: [Code<Entity>]
    }

    /// A value that changed. Its data have the event's own shapes, which are not those of products.
    public struct Value: Sendable, Hashable {
      /// The attribute.
      public let attribute: Code<Attribute>
      /// The attribute's type.
      public let type: AttributeType?
      /// The locale, for an attribute that is localizable.
      public let locale: Code<CatalogLocale>?
      /// The channel, for an attribute that is scopable.
      public let channel: Code<Channel>?
      /// What it was; `null` where there was none.
      public let previous: RawJSON
      /// What it is now; `null` where there is none.
      public let new: RawJSON
    }

    /// The names of all parts that changed, such as `values` and `categories`, those without a property here too.
    public var parts: [String] { raw.members.map(\.name) }

    /// Whether the product is enabled.
    public var enabled: Replacement<Bool>? {
      raw["enabled"].map { Replacement(previous: $0["previous"]?.bool, new: $0["new"]?.bool) }
    }

    /// The family.
    public var family: Replacement<Code<Family>>? { replacement("family") }
    /// The parent model.
    public var parent: Replacement<Code<ProductModel>>? { replacement("parent") }
    /// The categories.
    public var categories: Difference<CatalogCategory>? { difference("categories") }

    /// The values, in the order in which they came.
    public var values: [Value] {
      (raw["values"]?.map ?? []).flatMap { name, entries in
        entries.list.map { entry in
          Value(
            attribute: Code(name), type: entry["type"]?.string.map(AttributeType.init(rawValue:)),
            locale: entry["locale"]?.code(), channel: entry["scope"]?.code(), previous: entry["previous"] ?? .null,
            new: entry["new"] ?? .null)
        }
      }
    }

    private func replacement<Entity>(_ part: String) -> Replacement<Code<Entity>>? {
      raw[part].map { Replacement(previous: $0["previous"]?.code(), new: $0["new"]?.code()) }
    }

    private func difference<Entity>(_ part: String) -> Difference<Entity>? {
      raw[part].map { Difference(added: $0["added"]?.codes() ?? [], removed: $0["removed"]?.codes() ?? []) }
    }
  }
}
