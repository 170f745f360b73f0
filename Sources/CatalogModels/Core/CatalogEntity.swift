/// A thing of the catalog: a product, a family, a record, with a key of its own.
///
/// A model is a view of the JSON object that it was read from. Its properties are computed; nothing of the object is
/// lost, and ``raw`` reaches what has no property. Two models are equal when their objects hold the same.
public protocol CatalogEntity: Sendable, Hashable, Codable, Identifiable, CustomStringConvertible
where ID: Hashable & Sendable {
  /// What such a thing is called in messages, such as `product model`.
  static var entityName: String { get }

  /// The names of the fields that the model has properties for, `_links` aside; none where the model does not say.
  static var knownFields: Set<String> { get }

  /// The object behind the model.
  var raw: RawObject { get }

  /// Makes a model of an object.
  ///
  /// - Throws: ``CatalogError`` with the code `unexpectedContent` where the object lacks what makes its key.
  init(_ raw: RawObject) throws(CatalogError)
}

extension CatalogEntity {
  /// Reads a model from the bytes of one JSON object.
  ///
  /// - Throws: ``CatalogError``: `malformedJSON` with the byte offset, or `unexpectedContent`.
  public init(parsing bytes: some Sequence<UInt8>) throws(CatalogError) {
    try self.init(RawObject(parsing: bytes))
  }

  /// No fields: the model does not say which it knows.
  public static var knownFields: Set<String> { [] }

  /// The fields that came and that the model has no property for, in their order, so that a run can report what a newer
  /// server sends. ``raw`` reaches them.
  public var unknownFields: [String] {
    let known = Self.knownFields
    return known.isEmpty ? [] : raw.fields.filter { !known.contains($0) && $0 != "_links" }
  }

  /// A copy that no longer holds on to the page it came with.
  public func detached() -> Self {
    // The object made a model once, so it does again.
    (try? Self(raw.detached())) ?? self
  }

  /// Whether both hold the same content.
  public static func == (a: Self, b: Self) -> Bool {
    a.id == b.id && a.raw == b.raw
  }

  /// Hashes the key.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
  }

  /// What it is and its key.
  public var description: String { "\(Self.entityName) \(id)" }

  /// Reads JSON text from a string, the form in which ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    try self.init(RawObject(RawJSON(from: decoder)))
  }

  /// Writes the JSON text as a string, so that no encoder rounds a number or drops a field.
  public func encode(to encoder: any Encoder) throws {
    try raw.json.encode(to: encoder)
  }
}

/// An entity whose key is its field `code`.
public protocol CodedEntity: CatalogEntity where ID == Code<Self> {
  /// The code.
  var code: Code<Self> { get }
}

extension CodedEntity {
  /// The code, which is the key.
  public var id: Code<Self> { code }
}

/// An entity with a code and names by locale.
public protocol LabeledEntity: CodedEntity {
  /// The names.
  var labels: Labels { get }
}

extension LabeledEntity {
  /// The names.
  public var labels: Labels { Labels(raw["labels"]) }

  /// The label in the first of some locales that has one, and where none has, the code itself.
  public func label(in locales: some Sequence<Code<CatalogLocale>>) -> String { labels.best(for: code, in: locales) }
}
