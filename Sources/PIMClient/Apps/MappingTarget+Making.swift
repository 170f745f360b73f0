public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// MARK: Single values

extension MappingTarget {
  /// A text.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - title: The label that users see.
  ///   - minLength: The fewest characters.
  ///   - maxLength: The most characters.
  ///   - pattern: A regular expression that it must match.
  ///   - choices: The texts that it may be.
  public static func text(
    _ name: String, title: String? = nil, minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil,
    choices: [String]? = nil
  ) -> MappingTarget {
    make(
      name, title, "string",
      [
        ("minLength", minLength.map { .int($0) }), ("maxLength", maxLength.map { .int($0) }),
        ("pattern", pattern.map { .string($0) }), ("enum", choices.map { .array($0.map { .string($0) }) }),
      ])
  }

  /// A text out of the choices at an address.
  public static func text(_ name: String, title: String? = nil, choicesAt address: String) -> MappingTarget {
    make(name, title, "string", [("enumLink", .string(address))])
  }

  /// An address, such as that of an image.
  public static func address(_ name: String, title: String? = nil) -> MappingTarget {
    make(name, title, "string", [("format", "uri")])
  }

  /// A date and time.
  public static func dateTime(_ name: String, title: String? = nil) -> MappingTarget {
    make(name, title, "string", [("format", "date-time")])
  }

  /// A number.
  public static func number(
    _ name: String, title: String? = nil, minimum: Decimal? = nil, maximum: Decimal? = nil
  ) -> MappingTarget {
    make(
      name, title, "number",
      [
        ("minimum", minimum.flatMap { .number($0.description) }),
        ("maximum", maximum.flatMap { .number($0.description) }),
      ])
  }

  /// Yes or no.
  public static func boolean(_ name: String, title: String? = nil) -> MappingTarget {
    make(name, title, "boolean", [])
  }

  /// An amount of money.
  ///
  /// - Parameters:
  ///   - name: The member's name.
  ///   - title: The label that users see.
  ///   - currencies: The currencies that it may have.
  public static func price(
    _ name: String, title: String? = nil, currencies: [Code<Currency>]? = nil
  ) -> MappingTarget {
    make(name, title, "object", priceMembers(currencies))
  }

  /// A number with a unit.
  public static func measurement(_ name: String, title: String? = nil) -> MappingTarget {
    make(name, title, "object", pair(("value", type("number")), ("unit", type("string"))))
  }
}

// MARK: Lists and what the PIM fills by itself

extension MappingTarget {
  /// A list of texts.
  public static func texts(_ name: String, title: String? = nil, choices: [String]? = nil) -> MappingTarget {
    var item: [(String, RawJSON)] = [("type", "string")]
    if let choices { item.append(("enum", .array(choices.map { .string($0) }))) }
    return make(name, title, "array", [("items", .object(item))])
  }

  /// A list of addresses, such as those of images.
  public static func addresses(_ name: String, title: String? = nil) -> MappingTarget {
    make(name, title, "array", [("items", .object([("type", "string"), ("format", "uri")]))])
  }

  /// A list of amounts of money.
  public static func prices(
    _ name: String, title: String? = nil, currencies: [Code<Currency>]? = nil
  ) -> MappingTarget {
    make(name, title, "array", [("items", object(priceMembers(currencies)))])
  }

  /// A text for each locale.
  public static func localizedTexts(_ name: String, title: String? = nil) -> MappingTarget {
    make(name, title, "array", [("items", localized(type("string")))])
  }

  /// A list of addresses for each locale.
  public static func localizedAddresses(_ name: String, title: String? = nil) -> MappingTarget {
    let addresses = MappingSchema.list(.object([("type", "string"), ("format", "uri")]))
    return make(name, title, "array", [("items", localized(addresses))])
  }

  /// The code of the parent model, which the PIM fills by itself.
  public static let parent = MappingTarget("pim_parent", type("string"))
  /// The code of the root model, which the PIM fills by itself.
  public static let root = MappingTarget("pim_root", type("string"))

  /// The associated products and models, which the PIM fills by itself.
  public static let associations: MappingTarget = {
    func associated(_ kind: String, _ key: String) -> RawJSON {
      let members: [(String, RawJSON)] = [
        ("type", .object([("const", .string(kind))])), ("quantity", type("number")), (key, type("string")),
      ]
      return MappingSchema.object([
        ("type", "object"), ("properties", .object(members)), ("required", ["type", .string(key)]),
        ("additionalProperties", false),
      ])
    }
    let objects = MappingSchema.object([("oneOf", [associated("model", "code"), associated("product", "uuid")])])
    let members: [(String, RawJSON)] = [
      ("code", type("string")), ("label", MappingSchema.list(localized(type("string")))),
      ("associated_objects", MappingSchema.list(objects)),
    ]
    return MappingTarget(
      "pim_associations", MappingSchema.list(.object([("type", "object"), ("properties", .object(members))])))
  }()
}

// MARK: Parts

extension MappingTarget {
  private static func make(
    _ name: String, _ title: String?, _ type: String, _ members: [(String, RawJSON?)]
  ) -> MappingTarget {
    var all: [(String, RawJSON)] = []
    if let title { all.append(("title", .string(title))) }
    all.append(("type", .string(type)))
    for (name, value) in members { if let value { all.append((name, value)) } }
    return MappingTarget(name, .object(all))
  }

  private static func type(_ name: String) -> RawJSON { .object([("type", .string(name))]) }

  private static func object(_ members: [(String, RawJSON?)]) -> RawJSON {
    .object([("type", "object")] + members.compactMap { name, value in value.map { (name, $0) } })
  }

  /// The members of an object that must have both of two members.
  private static func pair(_ a: (String, RawJSON), _ b: (String, RawJSON)) -> [(String, RawJSON?)] {
    [("properties", .object([a, b])), ("required", [.string(a.0), .string(b.0)])]
  }

  private static func priceMembers(_ currencies: [Code<Currency>]?) -> [(String, RawJSON?)] {
    var currency: [(String, RawJSON)] = [("type", "string")]
    if let currencies { currency.append(("enum", .array(currencies.map { .string($0.rawValue) }))) }
    return pair(("amount", type("number")), ("currency", .object(currency)))
  }

  private static func localized(_ value: RawJSON) -> RawJSON {
    object(pair(("locale", type("string")), ("value", value)))
  }
}
