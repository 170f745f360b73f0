internal import CatalogJSON

extension CatalogStore {
  /// The data of a value; `nil` where there is none.
  func data(
    of item: StoredItem, _ attribute: AttributeFacts, locale: String?, scope: String?
  ) -> JSONSlice? {
    guard let rows = item.json["values"]?[attribute.code] else { return nil }
    for row in rows.elements where row["locale"]?.string == locale && row["scope"]?.string == scope {
      return row["data"].flatMap { Node($0).isEmpty ? nil : $0 }
    }
    return nil
  }

  // MARK: Categories

  /// The keys of a category and of all below it.
  func categoriesBelow(_ codes: [String]) -> Set<String> {
    var table = self[.categories]
    var children: [String: [String]] = [:]
    for key in table.keys() {
      if let parent = table[key: key]?.json["parent"]?.string { children[folded(parent), default: []].append(key) }
    }
    var found: Set<String> = []
    var waiting = codes.map(folded)
    while let code = waiting.popLast() {
      if found.insert(code).inserted { waiting += children[code] ?? [] }
    }
    return found
  }

  /// The keys of the categories in a channel's tree.
  func tree(of channel: String) -> Set<String>? {
    guard let root = item(.channels, channel)?.json["category_tree"]?.string else { return nil }
    return categoriesBelow([root])
  }

  // MARK: Locales

  /// Whether a locale exists and is activated.
  func isActive(locale: String) -> Bool {
    item(.locales, locale)?.json["enabled"]?.bool == true
  }

  func locales(of channel: String) -> [String] {
    item(.channels, channel)?.json["locales"]?.elements.compactMap(\.string) ?? []
  }

  // MARK: Completeness

  /// How complete a product is on a channel and locale, in percent; `nil` where nothing says so.
  func completeness(of item: StoredItem, channel: String, locale: String) -> Int? {
    if let stated = item.json["completenesses"], stated.kind == .array {
      let row = stated.elements.first { $0["scope"]?.string == channel && $0["locale"]?.string == locale }
      return row?["data"]?.int
    }
    guard let family = item.facts?.family.flatMap({ self.item(.families, $0) }),
      let required = family.json["attribute_requirements"]?[channel]
    else { return nil }
    var (asked, given) = (0, 0)
    for code in required.elements {
      guard let attribute = code.string.flatMap(attribute), attribute.code.isEmpty == false,
        attribute.availableLocales.isEmpty || attribute.availableLocales.contains(locale)
      else { continue }
      asked += 1
      let data = data(
        of: item, attribute, locale: attribute.isLocalizable ? locale : nil, scope: attribute.isScopable ? channel : nil
      )
      if data != nil { given += 1 }
    }
    return asked == 0 ? 100 : given * 100 / asked
  }

  /// All completenesses of a product: channel, locale, percent.
  func completenesses(of item: StoredItem) -> [(channel: String, locale: String, percent: Int)] {
    var channels = self[.channels]
    return channels.keys().compactMap { channels[key: $0] }.flatMap { channel in
      locales(of: channel.code).compactMap { locale in
        completeness(of: item, channel: channel.code, locale: locale).map { (channel.code, locale, $0) }
      }
    }
  }
}
