internal import CatalogJSON

/// A thing's names by locale.
///
/// Empty labels count as absent: the PIM shows the code in brackets in their place.
public struct Labels: Sendable, Hashable {
  fileprivate struct Entry: Sendable, Hashable {
    let locale: Code<CatalogLocale>
    let text: String
  }

  /// In the order of their locales, so that equal labels are equal however they came.
  private let entries: [Entry]

  /// No labels.
  package init() { entries = [] }

  /// `[]` stands for no labels (N1).
  package init(_ raw: RawJSON?) {
    var entries: [Entry] = []
    if let members = raw?.slice.members {
      for (name, value) in members {
        if let text = value.string { entries.append(Entry(locale: Code(name), text: text)) }
      }
    }
    self.init(ordering: entries)
  }

  private init(ordering given: [Entry]) {
    var entries = given
    // In their order this takes a look at each; the sort keeps those of one locale in the order in which they came.
    if !zip(entries, entries.dropFirst()).allSatisfy({ $0.locale < $1.locale }) {
      entries.sort { $0.locale < $1.locale }
      // Where a locale stands twice, the last one counts.
      for place in entries.indices.dropFirst().reversed() where entries[place].locale == entries[place - 1].locale {
        entries.remove(at: place - 1)
      }
    }
    entries.removeAll { $0.text.isEmpty }
    self.entries = entries
  }

  /// Creates labels.
  public init(_ labels: [Code<CatalogLocale>: String]) {
    entries = labels.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { Entry(locale: $0.key, text: $0.value) }
  }

  /// The locales that have a label, in order.
  public var locales: [Code<CatalogLocale>] { entries.map(\.locale) }

  /// Whether there are none.
  public var isEmpty: Bool { entries.isEmpty }

  /// The label in a locale, whose code is taken in any case.
  public subscript(_ locale: Code<CatalogLocale>) -> String? {
    (entries.first { $0.locale == locale } ?? entries.first { $0.locale.matches(locale) })?.text
  }

  /// The label in the first of some locales that has one.
  public func first(of locales: some Sequence<Code<CatalogLocale>>) -> String? {
    for locale in locales {
      if let label = self[locale] { return label }
    }
    return nil
  }

  /// The label in the first of some locales that has one, and where none has, the code itself.
  ///
  /// ```swift
  /// family.labels.best(for: family.code, in: ["fr_CH", "fr_FR", "en_US"])
  /// ```
  public func best<Entity>(for code: Code<Entity>, in locales: some Sequence<Code<CatalogLocale>>) -> String {
    first(of: locales) ?? code.rawValue
  }
}

extension Labels: Sequence {
  /// Gives each locale with its label, in the order of the locales.
  public func makeIterator() -> Iterator { Iterator(entries: entries) }

  /// Gives the labels one by one.
  public struct Iterator: IteratorProtocol {
    private let entries: [Entry]
    private var place = 0

    fileprivate init(entries: [Entry]) { self.entries = entries }

    /// The next locale with its label.
    public mutating func next() -> (locale: Code<CatalogLocale>, text: String)? {
      guard place < entries.count else { return nil }
      defer { place += 1 }
      return (entries[place].locale, entries[place].text)
    }
  }
}

extension Labels: ExpressibleByDictionaryLiteral {
  /// Creates labels from a literal. Where a locale stands twice, the last one counts.
  public init(dictionaryLiteral elements: (Code<CatalogLocale>, String)...) {
    self.init(Dictionary(elements) { $1 })
  }
}

extension Labels: Codable {
  /// Reads a map of labels by locale.
  public init(from decoder: any Decoder) throws {
    let labels = try decoder.singleValueContainer().decode([String: String].self)
    self.init(Dictionary(labels.map { (Code($0.key), $0.value) }) { $1 })
  }

  /// Writes a map of labels by locale.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Dictionary(entries.map { ($0.locale.rawValue, $0.text) }) { $1 })
  }
}

extension RawObject {
  /// The names of a record or an asset: the values of its attribute `label`, or a field of its own where there is one.
  package var valueLabels: Labels {
    if let own = self["labels"] { return Labels(own) }
    return Labels(
      Dictionary(
        values.all("label").compactMap { value in
          guard let locale = value.locale, let text = value.data.string else { return nil }
          return (locale, text)
        }
      ) { $1 })
  }
}
