import CatalogModels

/// All that the client must know of one kind of resource: one value of this stands for all its operations.
struct Resource<Item: CatalogEntity>: Sendable {
  /// How its lists are cut into pages.
  enum Lists: Sendable {
    /// By cursor or by page number, as the client asks.
    case cursorOrPages
    /// By page number.
    case pages
    /// By cursor, without a choice.
    case cursor
    /// All at once.
    case whole
  }

  /// How many items at once are written (N29).
  enum BulkForm: Sendable {
    /// As JSON lines.
    case lines
    /// As a JSON array.
    case array
  }

  /// The path of the list.
  var path: ResourcePath
  var lists: Lists
  /// Whether the client chooses the number of items in a page.
  var takesLimit = true
  /// Whether the server counts the items of a list.
  var counts = true
  /// The path that takes filters as a body.
  var searchPath: ResourcePath?
  /// Whether one item has an address of its own; otherwise it is found in the list.
  var hasItems = true
  /// The name of the parameter that cuts values to a channel.
  var channelParameter = "scope"
  /// What the address says of every item and the item itself does not.
  var context: [(field: String, value: String)] = []
  /// The field that bears an item's key in what is written.
  var keyField = "code"
  /// How many items at once are written.
  var bulk = BulkForm.lines
  /// The item's part of its address.
  var key: @Sendable (Item.ID) -> String
}

extension Resource where Item: CodedEntity {
  init(_ path: ResourcePath, _ lists: Lists) {
    self.init(path: path, lists: lists, key: { $0.rawValue })
  }
}

extension Resource {
  func without(limit: Bool = false, count: Bool = false, items: Bool = false) -> Resource {
    var resource = self
    if limit { resource.takesLimit = false }
    if count { resource.counts = false }
    if items { resource.hasItems = false }
    return resource
  }

  func with(context: (field: String, value: String)...) -> Resource {
    var resource = self
    resource.context += context
    return resource
  }

  func with(bulk: BulkForm) -> Resource {
    var resource = self
    resource.bulk = bulk
    return resource
  }

  func with(channelParameter: String) -> Resource {
    var resource = self
    resource.channelParameter = channelParameter
    return resource
  }

  /// Makes an item of an object of a page.
  func item(_ raw: RawObject) throws(CatalogError) -> Item {
    var raw = raw
    for (field, value) in context { raw = raw.adding(field, .string(value)) }
    return try Item(raw)
  }
}
