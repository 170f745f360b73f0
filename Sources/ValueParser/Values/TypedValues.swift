internal import CatalogModels

/// The values of one item, typed, with what did not fit.
///
/// ```swift
/// let typed = schema.typed(product)
/// typed["weight"]?.data.metric?.amount
/// typed.best("description", locales: ["de_CH", "de_DE", "en_US"], channel: "ecommerce")?.data.text
/// ```
///
/// No value is dropped: what the schema does not know, or what has another form than its type, is there as
/// ``TypedData/raw(_:)`` and has a diagnostic.
public struct TypedValues: Sendable {
  /// The item.
  public private(set) var owner: ValueOwner
  /// Why values stayed raw: the first 20 reasons.
  public internal(set) var diagnostics: [ValueDiagnostic] = []
  /// The number of all reasons, those not kept included.
  public internal(set) var diagnosticCount = 0
  /// Measurements that the server converted for a locale or channel that their attribute does not have (N10). They are
  /// no values of the item and stand apart from the stored ones.
  public internal(set) var converted: [TypedValue] = []

  /// The most diagnostics that are kept for one item.
  package static var diagnosticLimit: Int { 20 }

  /// A run of values of one attribute.
  private struct Run: Sendable {
    let definition: Int32
    let start: Int32
    var end: Int32

    var values: Range<Int> { Int(start)..<Int(end) }
  }

  private(set) var values: ContiguousArray<TypedValue> = []
  /// In the order of the document; many of them by definition, and those of one in the order of the document.
  private var runs: ContiguousArray<Run> = []
  /// The places of the schema's definitions, shared by all items.
  private let places: CodeIndex
  /// Places below 0 for attributes that the schema does not know.
  private var unknownPlaces: [String: Int] = [:]

  init(owner: ValueOwner, places: CodeIndex) {
    self.owner = owner
    self.places = places
  }

  mutating func reserve(_ count: Int) {
    values.reserveCapacity(count)
    runs.reserveCapacity(count)
  }

  /// Adds a value; without a definition, of an attribute that the schema does not know.
  mutating func append(_ value: consuming TypedValue, definition known: Int?) {
    let definition = known ?? unknownPlace(of: value.attribute)
    let place = values.count
    values.append(value)
    if let last = runs.last, last.definition == definition, last.end == place {
      runs[runs.count - 1].end = Int32(truncatingIfNeeded: place + 1)
    } else {
      runs.append(
        Run(
          definition: Int32(truncatingIfNeeded: definition), start: Int32(truncatingIfNeeded: place),
          end: Int32(truncatingIfNeeded: place + 1)))
    }
  }

  private mutating func unknownPlace(of attribute: Code<Attribute>) -> Int {
    let folded = attribute.folded
    if let place = unknownPlaces[folded] { return place }
    let place = -1 - unknownPlaces.count
    unknownPlaces[folded] = place
    return place
  }

  /// The most runs that a look-up passes over one by one.
  private static let fewRuns = 32

  /// Puts many runs in order, so that look-ups need not pass over all of them.
  mutating func seal() {
    guard runs.count > Self.fewRuns else { return }
    runs.sort { $0.definition == $1.definition ? $0.start < $1.start : $0.definition < $1.definition }
  }

  /// Adds values of another item of the same schema, such as a parent's, with its diagnostics.
  mutating func merge(_ other: TypedValues) {
    for value in other.values { append(value, definition: place(of: value.attribute)) }
    seal()
    converted += other.converted
    diagnostics += other.diagnostics.prefix(TypedValues.diagnosticLimit - diagnostics.count)
    diagnosticCount += other.diagnosticCount
  }

  /// Says more of the item, once its values tell more.
  mutating func rename(to owner: ValueOwner) {
    self.owner = owner
    diagnostics = diagnostics.map { $0.of(owner) }
  }

  private func place(of attribute: Code<Attribute>) -> Int? {
    places.place(of: attribute.rawValue) ?? (unknownPlaces.isEmpty ? nil : unknownPlaces[attribute.folded])
  }

  /// The places of an attribute's values.
  func ranges(of attribute: Code<Attribute>) -> [Range<Int>] {
    guard let definition = place(of: attribute) else { return [] }
    if runs.count <= Self.fewRuns { return runs.filter { $0.definition == definition }.map(\.values) }
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].definition < definition { low = middle + 1 } else { high = middle }
    }
    return runs[low...].prefix { $0.definition == definition }.map(\.values)
  }
}

extension TypedValues: RandomAccessCollection {
  /// The first place.
  public var startIndex: Int { values.startIndex }
  /// The place behind the last.
  public var endIndex: Int { values.endIndex }
  /// The value at a place, in the order in which the values came.
  public subscript(_ position: Int) -> TypedValue { values[position] }
  /// Gives the values in the order in which they came.
  public func makeIterator() -> IndexingIterator<ContiguousArray<TypedValue>> { values.makeIterator() }
}

extension TypedValues: Hashable {
  /// Whether both hold the same values of the same item.
  public static func == (a: TypedValues, b: TypedValues) -> Bool {
    a.owner == b.owner && a.values == b.values && a.converted == b.converted && a.diagnostics == b.diagnostics
      && a.diagnosticCount == b.diagnosticCount
  }

  /// Hashes the item.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(owner)
    hasher.combine(values.count)
  }
}
