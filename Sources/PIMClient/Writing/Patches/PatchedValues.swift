internal import CatalogJSON
import CatalogModels

/// How the API writes the values of a kind of item (N3).
struct ValueForm: Sendable, Hashable {
  enum Layout: Sendable {
    /// A map by attribute, of lists of values.
    case byAttribute
    /// One list, each value with its attribute.
    case list
  }

  let layout: Layout
  let channel: String

  /// Values by attribute, with `scope`: products and product models.
  static let scope = ValueForm(layout: .byAttribute, channel: "scope")
  /// Values by attribute, with `channel`: records and assets.
  static let channel = ValueForm(layout: .byAttribute, channel: "channel")
  /// One list of values, with `channel`: enriched categories.
  static let list = ValueForm(layout: .list, channel: "channel")

  /// The form of a kind of item; `nil` for one without values.
  static func of<Item: Writable>(_ item: Item.Type) -> ValueForm? {
    if item is any ProductEntity.Type { return .scope }
    if item is any ValuedEntity.Type { return .channel }
    return item is any TakesValues.Type ? .list : nil
  }
}

/// The values of a patch, each once, in the order in which they were first set.
struct PatchedValues: Sendable, Hashable {
  struct Key: Sendable, Hashable {
    let attribute: String
    let locale: String?
    let channel: String?
  }

  private var keys: [Key] = []
  private var data: [Key: RawJSON] = [:]

  var isEmpty: Bool { keys.isEmpty }

  subscript(_ key: Key) -> RawJSON? {
    get { data[key] }
    set {
      if let newValue {
        if data.updateValue(newValue.detached(), forKey: key) == nil { keys.append(key) }
      } else if data.removeValue(forKey: key) != nil {
        keys.removeAll { $0 == key }
      }
    }
  }

  func write(to writer: inout JSONWriter, _ form: ValueForm) {
    writer.key("values")
    if form.layout == .list {
      writer.beginArray()
      for key in keys { entry(key, &writer, form) }
      writer.endArray()
      return
    }
    var groups: [String: [Key]] = [:]
    var attributes: [String] = []
    for key in keys {
      if groups[key.attribute] == nil { attributes.append(key.attribute) }
      groups[key.attribute, default: []].append(key)
    }
    writer.beginObject()
    for attribute in attributes {
      writer.key(attribute)
      writer.beginArray()
      for key in groups[attribute] ?? [] { entry(key, &writer, form) }
      writer.endArray()
    }
    writer.endObject()
  }

  private func entry(_ key: Key, _ writer: inout JSONWriter, _ form: ValueForm) {
    writer.beginObject()
    if form.layout == .list {
      writer.key("attribute_code")
      writer.string(key.attribute)
    }
    writer.key("locale")
    if let locale = key.locale { writer.string(locale) } else { writer.null() }
    writer.key(form.channel)
    if let channel = key.channel { writer.string(channel) } else { writer.null() }
    writer.key("data")
    writer.raw((data[key] ?? .null).slice)
    writer.endObject()
  }

  static func == (a: PatchedValues, b: PatchedValues) -> Bool { a.data == b.data }
  func hash(into hasher: inout Hasher) { hasher.combine(data) }
}
