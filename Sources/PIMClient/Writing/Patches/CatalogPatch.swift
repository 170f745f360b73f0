internal import CatalogJSON
public import CatalogModels

/// What is to be written of one item: the fields to set, and none besides.
///
/// ```swift
/// var patch = Product.Patch(uuid)
/// patch.set(.family, to: "shoes")
/// patch.setValue("name", locale: "en_US", to: .text("Boot"))
/// patch.clearValue("description", locale: "en_US", channel: "ecommerce")
/// ```
///
/// The PIM leaves untouched what a patch does not name. An object is merged into what is there, anything else replaces
/// it: a list of categories is the whole list.
/// See https://api.akeneo.com/documentation/update.html#patch-rules
public struct CatalogPatch<Item: Writable>: Sendable, Hashable, Identifiable {
  /// The key of the item that is written.
  public let id: Item.ID

  private var order: [String] = []
  private var fields: [String: RawJSON] = [:]
  var values = PatchedValues()

  /// Begins a patch.
  ///
  /// - Parameter id: The item's key. For a new product, make a `UUID`: with it a lost answer does no harm.
  public init(_ id: Item.ID) { self.id = id }

  /// Makes a patch.
  ///
  /// - Parameters:
  ///   - id: The item's key.
  ///   - build: Sets what is to be written.
  public init<E>(_ id: Item.ID, _ build: (inout CatalogPatch) throws(E) -> Void) throws(E) {
    self.id = id
    try build(&self)
  }

  /// Sets a field by its type.
  public mutating func set<Value: PatchValue>(_ field: PatchField<Item, Value>, to value: Value) {
    self[raw: field.name] = value.patchJSON
  }

  /// A field under the API's own name, for what has no ``PatchField``. `nil` takes it out of the patch; `.null` is a
  /// value like others. The field `values` is for ``CatalogPatch/setValue(_:locale:channel:to:)``; set here, it is sent
  /// as it is, in the place of all values set before.
  public subscript(raw name: String) -> RawJSON? {
    get { fields[name] }
    set {
      if name == "values" { values = PatchedValues() }
      if let newValue {
        if fields.updateValue(newValue.detached(), forKey: name) == nil { order.append(name) }
      } else if fields.removeValue(forKey: name) != nil {
        order.removeAll { $0 == name }
      }
    }
  }

  /// Sets one member of a field that is an object, beside those already set. The PIM merges it into what is there.
  public mutating func merge(raw name: String, _ member: String, _ value: RawJSON) {
    let object = self[raw: name].flatMap { $0.kind == .object ? $0 : nil } ?? .object([:])
    self[raw: name] = object.setting(member, to: value)
  }

  /// The names of the fields that are set.
  public var fieldNames: [String] { order + (values.isEmpty ? [] : ["values"]) }

  /// Whether nothing is set.
  public var isEmpty: Bool { order.isEmpty && values.isEmpty }

  /// The patch as JSON, its key first.
  func json(keyField: String, key: String, _ form: ValueForm?) -> JSONSlice {
    JSONSlice { writer in
      writer.beginObject()
      if fields[keyField] == nil {
        writer.key(keyField)
        writer.string(key)
      }
      for name in order where name != "values" || values.isEmpty {
        guard let value = fields[name] else { continue }
        writer.key(name)
        writer.raw(value.slice)
      }
      if let form, !values.isEmpty { values.write(to: &writer, form) }
      writer.endObject()
    }
  }

  /// Whether two patches write the same, in whatever order they were built.
  public static func == (a: CatalogPatch, b: CatalogPatch) -> Bool {
    a.id == b.id && a.fields == b.fields && a.values == b.values
  }

  /// Hashes the key and the fields.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(fields)
    hasher.combine(values)
  }
}

extension CatalogPatch: CustomStringConvertible {
  /// What is written and which fields.
  public var description: String {
    "patch of \(Item.entityName) \(id): \(fieldNames.joined(separator: ", "))"
  }
}
