import CatalogJSON
public import CatalogModels

/// Filters of products and product models by readiness (SaaS Enterprise, in beta).
///
/// See https://api.akeneo.com/documentation/filter.html#on-their-readiness
extension Filter where Item: ProductEntity {
  /// A readiness score in a channel and a locale (SaaS Enterprise, in beta).
  ///
  /// - Parameters:
  ///   - code: The code of the readiness configuration.
  ///   - test: A test of the score.
  ///   - channel: The channel.
  ///   - locale: The locale.
  public static func readiness(
    _ code: String, _ test: ReadinessTest, in channel: Code<Channel>, locale: Code<CatalogLocale>
  ) -> Filter {
    test.test.filter("readiness").with("readiness_code", JSONSlice(string: code)).at(locale, channel)
      .flawed(code.isEmpty ? Flaw("names no readiness", "Give the code of a readiness configuration.") : nil)
  }

  /// The readiness scores in a channel and several locales (SaaS Enterprise, in beta).
  ///
  /// - Parameters:
  ///   - code: The code of the readiness configuration.
  ///   - test: A test of the scores, with its locales.
  ///   - channel: The channel.
  public static func readiness(
    _ code: String, _ test: LocalesReadinessTest, in channel: Code<Channel>
  ) -> Filter {
    test.test.filter("readiness").with("readiness_code", JSONSlice(string: code)).at(locales: test.locales)
      .at(nil, channel).flawed(code.isEmpty ? Flaw("names no readiness", "Give the code of a configuration.") : nil)
      .flawed(.noLocales(test.locales))
  }

  /// Whether all readiness scores in a channel are 100, or one at least is not; what has no score is neither (SaaS
  /// Enterprise, in beta). Without locales, those of each readiness configuration count.
  public static func ready(
    _ isReady: Bool, in channel: Code<Channel>, locales: [Code<CatalogLocale>] = []
  ) -> Filter {
    Filter("readiness_by_channel", isReady ? "ALL READY" : "ALL UNREADY").at(nil, channel).at(locales: locales)
  }
}
