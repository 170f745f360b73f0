import CatalogJSON
public import CatalogModels

/// Filters of records and assets.
///
/// See https://api.akeneo.com/documentation/filter.html#filter-reference-entity-records
extension Filter where Item: HasEntityValues {
  /// The time of the last update. All but `after` need PIM 7.0 for records and 6.0 for assets.
  public static func updated(_ test: UpdateTest) -> Filter { test.test.filter("updated", .iso8601) }

  /// The value of one of their own attributes (SaaS). An attribute takes one test only.
  ///
  /// - Parameters:
  ///   - code: The attribute's code: ASCII letters, digits and underscores.
  ///   - test: A test that suits the attribute's type.
  ///   - locale: The locale, where the attribute has values for each locale.
  ///   - channel: The channel, where the attribute has values for each channel.
  public static func attribute(
    _ code: String, _ test: EntityValueTest<Item>, locale: Code<CatalogLocale>? = nil, channel: Code<Channel>? = nil
  ) -> Filter {
    let isPlain =
      !code.isEmpty
      && code.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
    let flaw = Flaw("is no code of an attribute", "Codes have letters, digits and underscores only.")
    return test.test.filter(code, .iso8601).at(locale, channel, channelName: "channel").inForm(.object)
      .flawed(isPlain ? nil : flaw)
  }
}

extension Filter where Item == ReferenceEntityRecord {
  /// The value of an attribute whose definition is known (SaaS). A test of another type fails before it is sent.
  public static func attribute(
    _ attribute: ReferenceEntityAttribute, _ test: EntityValueTest<Item>, locale: Code<CatalogLocale>? = nil,
    channel: Code<Channel>? = nil
  ) -> Filter {
    Filter.attribute(attribute.code.rawValue, test, locale: locale, channel: channel)
      .flawed(test.flaw(for: attribute.type))
  }

  /// Whether it is complete in a channel and all of these locales.
  public static func complete(
    _ isComplete: Bool, in channel: Code<Channel>, locales: [Code<CatalogLocale>]
  ) -> Filter {
    Filter("complete", "=", .json(JSONSlice(bool: isComplete)))
      .at(nil, channel, channelName: "channel").at(locales: locales).inForm(.object).flawed(.noLocales(locales))
  }
}

extension Filter where Item == Asset {
  /// The value of an attribute whose definition is known (SaaS). A test of another type fails before it is sent.
  public static func attribute(
    _ attribute: AssetFamilyAttribute, _ test: EntityValueTest<Item>, locale: Code<CatalogLocale>? = nil,
    channel: Code<Channel>? = nil
  ) -> Filter {
    Filter.attribute(attribute.code.rawValue, test, locale: locale, channel: channel)
      .flawed(test.flaw(for: attribute.type))
  }
}
