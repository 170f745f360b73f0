internal import CatalogJSON

/// The JSON object behind a model: every field, known to this package or not, as it came.
///
/// Models are views of such an object; ``subscript(_:)`` reaches a field that has no property of its own. An object
/// that came with a page holds on to that page's bytes; ``detached()`` gives a copy that does not.
public struct RawObject: Sendable {
  private(set) var index: ObjectIndex
  private(set) var entry: ObjectIndex.Entry
  /// Fields that the API says in the address and not in the object, such as an option's attribute.
  private(set) var context: [String: RawJSON] = [:]

  init(_ index: ObjectIndex, _ entry: ObjectIndex.Entry) {
    self.index = index
    self.entry = entry
  }

  /// Reads one JSON object.
  ///
  /// - Throws: ``CatalogError`` with the code `malformedJSON` and the byte offset, or `unexpectedContent` where the
  ///   document is not an object.
  public init(parsing bytes: some Sequence<UInt8>) throws(CatalogError) {
    let bytes = ContiguousArray(bytes)
    guard bytes.count < UInt32.max else { throw CatalogError(malformed: JSONError(.tooLarge, at: 0)) }
    try self.init(JSONStorage(bytes), at: 0, byteCount: bytes.count, isWhole: true)
  }

  /// Reads an object that was already read as a value. It shares the value's bytes.
  ///
  /// - Throws: ``CatalogError`` with the code `unexpectedContent` where the value is not an object.
  public init(_ json: RawJSON) throws(CatalogError) {
    try self.init(
      json.slice.storage, at: Int(json.slice.range.start), byteCount: json.slice.range.count, isWhole: false)
  }

  private init(
    _ storage: JSONStorage, at offset: Int, byteCount: Int, isWhole: Bool
  ) throws(CatalogError) {
    let bytes = storage.bytes
    let span = bytes.span
    var indexer = ObjectIndexer(limits: .init(), byteCount: byteCount)
    indexer.scanner.offset = offset
    let entry: ObjectIndex.Entry?
    do {
      if try indexer.scanner.peek(span) == UInt8(ascii: "{") {
        entry = try indexer.object(span)
      } else {
        try indexer.scanner.skipValue(span)
        entry = nil
      }
      if isWhole { try indexer.scanner.finish(span) }
    } catch {
      throw CatalogError(malformed: error)
    }
    guard let entry else { throw CatalogError(.unexpectedContent, "the document is not a JSON object") }
    self.init(try indexer.finish(storage), entry)
  }

  /// The value of a field, or `nil` where the object has none. Where a name stands twice, the last one counts.
  public subscript(_ field: String) -> RawJSON? {
    if let value = index.member(field, of: entry) { return RawJSON(index.slice(value)) }
    return context.isEmpty ? nil : context[field]
  }

  /// The names of all fields, each once, in the order of the document.
  public var fields: [String] {
    var seen: Set<String> = []
    return (index.members[entry.members].map { index.text($0.name) } + context.keys.sorted())
      .filter { seen.insert($0).inserted }
  }

  /// The whole object.
  public var json: RawJSON {
    let json = RawJSON(index.slice(entry.range))
    return context.isEmpty
      ? json
      : .object(
        json.members.map { ($0.name, $0.value) } + context.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// The number of bytes of the object's text.
  package var byteCount: Int { entry.range.count }

  /// The object with a field that its address says and it does not say itself. A field that is there already stays.
  public func adding(_ field: String, _ value: RawJSON) -> RawObject {
    guard self[field] == nil else { return self }
    var copy = self
    copy.context[field] = value
    return copy
  }

  /// A copy that no longer holds on to the page it came with.
  public func detached() -> RawObject {
    var copy = self
    // The object was read once, so it is again.
    if entry.range.count < index.storage.bytes.count, let own = try? RawObject(parsing: index.slice(entry.range).utf8) {
      (copy.index, copy.entry) = (own.index, own.entry)
    }
    copy.context = context.mapValues { $0.detached() }
    return copy
  }

  /// The values of the object's field `values`.
  package var values: Values { Values(index, entry) }
}

extension RawObject: Hashable {
  /// Whether both hold the same fields with the same content.
  public static func == (a: RawObject, b: RawObject) -> Bool { a.json == b.json }

  /// Hashes the content.
  public func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

extension RawObject: CustomStringConvertible {
  /// The object's JSON text.
  public var description: String { json.text }
}
