internal import CatalogJSON

/// The values of a product, a product model, a category, a record or an asset, as they came.
///
/// ```swift
/// product.values["description", locale: "en_US", channel: "ecommerce"]?.data.string
/// ```
///
/// Codes are looked up without regard to case, as the PIM does. Where an attribute stands twice, look-ups give what
/// stands last.
/// See https://api.akeneo.com/concepts/products.html#focus-on-the-product-values
public struct Values: Sendable {
  let index: ObjectIndex
  let entry: ObjectIndex.Entry

  init(_ index: ObjectIndex, _ entry: ObjectIndex.Entry) {
    self.index = index
    self.entry = entry
  }

  /// Reads what stands in a field `values`: an object with a list of values by attribute. It shares the value's bytes.
  ///
  /// - Throws: ``CatalogError`` with the code `unexpectedContent` where it is neither an object nor an empty list (N1).
  public init(_ json: RawJSON) throws(CatalogError) {
    guard json.kind == .object || json.nonEmpty == nil else {
      throw CatalogError(.unexpectedContent, "values are an object with a list for each attribute, not \(json.kind)")
    }
    let storage = json.slice.storage
    let bytes = storage.bytes
    var indexer = ObjectIndexer(limits: .init(), byteCount: json.slice.range.count)
    indexer.scanner.offset = Int(json.slice.range.start)
    let range: JSONRange
    do {
      range = try indexer.values(bytes.span)
    } catch {
      throw CatalogError(malformed: error, in: "the values")
    }
    let index = try indexer.finish(storage)
    self.init(
      index, ObjectIndex.Entry(range: range, members: 0..<0, rows: 0..<index.rows.count, values: range))
  }

  /// The value of an attribute for exactly this locale and this channel; `nil` stands for values that have none.
  public subscript(
    _ attribute: Code<Attribute>, locale locale: Code<CatalogLocale>? = nil, channel channel: Code<Channel>? = nil
  ) -> RawValue? {
    let locale = Wanted(locale?.rawValue, index)
    let channel = Wanted(channel?.rawValue, index)
    var found: RawValue?
    visit(attribute) { place in
      guard locale.accepts(index.rows[place].locale, index), channel.accepts(index.rows[place].channel, index)
      else { return false }
      found = RawValue(index, place)
      return true
    }
    return found
  }

  /// All values of an attribute, in the order in which they came.
  public func all(_ attribute: Code<Attribute>) -> [RawValue] {
    var found: [RawValue] = []
    visit(attribute) { row in
      found.append(RawValue(index, row))
      return false
    }
    return found.reversed()
  }

  /// The attributes that have a value, each once, in the order in which they came.
  public var attributes: [Code<Attribute>] {
    var seen: Set<Code<Attribute>> = []
    var codes: [Code<Attribute>] = []
    for row in entry.rows where row == entry.rows.lowerBound || attribute(row) != attribute(row - 1) {
      let code = Code<Attribute>(index.text(attribute(row)))
      if seen.insert(code).inserted { codes.append(code) }
    }
    return codes
  }

  /// The number of values.
  public var count: Int { entry.rows.count }

  /// Whether there are none.
  public var isEmpty: Bool { entry.rows.isEmpty }

  /// The values as they came; `{}` where there was no field for them.
  public var json: RawJSON {
    entry.values.count == 0 ? RawJSON(.emptyObject) : RawJSON(index.slice(entry.values))
  }

  private func attribute(_ row: Int) -> UInt32 { index.rows[row].attribute }

  /// Visits an attribute's rows from the last to the first, until told to stop. They lie side by side, below the last
  /// member that names the attribute; only in enriched categories is each value a member of its own.
  private func visit(_ code: Code<Attribute>, until stop: (Int) -> Bool) {
    let search = index.names.search(for: code.rawValue, ignoringCase: true)
    guard !search.isHopeless else { return }
    var place = entry.rows.upperBound
    while place > entry.rows.lowerBound {
      place -= 1
      guard index.isFound(index.rows[place].attribute, by: search) else { continue }
      if stop(place) { return }
      let traits = index.rows[place].traits
      if traits.contains(.startsList), !traits.contains(.isPartOfKey) { return }
    }
  }

  /// The code that a value's locale or channel must have.
  private struct Wanted {
    private let search: JSONNames.Search?

    init(_ code: String?, _ index: ObjectIndex) {
      search = code.map { index.names.search(for: $0, ignoringCase: true) }
    }

    func accepts(_ number: UInt32, _ index: ObjectIndex) -> Bool {
      guard let search else { return number == JSONNames.none }
      return number != JSONNames.none && index.isFound(number, by: search)
    }
  }
}

extension Values: Sequence {
  /// Gives the values in the order in which they came.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Gives the values one by one.
  public struct Iterator: IteratorProtocol {
    private let index: ObjectIndex
    private var place: Int
    private let end: Int

    fileprivate init(_ values: Values) {
      index = values.index
      (place, end) = (values.entry.rows.lowerBound, values.entry.rows.upperBound)
    }

    /// The next value.
    public mutating func next() -> RawValue? {
      guard place < end else { return nil }
      defer { place += 1 }
      return RawValue(index, place)
    }
  }
}

extension Values: Hashable {
  /// Whether both hold the same values in the same order.
  public static func == (a: Values, b: Values) -> Bool { a.count == b.count && a.elementsEqual(b) }

  /// Hashes the values.
  public func hash(into hasher: inout Hasher) {
    for value in self { hasher.combine(value) }
  }
}

extension Values: Codable {
  /// Reads JSON text from a string, the form in which ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    try self.init(RawJSON(from: decoder))
  }

  /// Writes the JSON text as a string, so that no encoder rounds a number or drops a field.
  public func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }
}
