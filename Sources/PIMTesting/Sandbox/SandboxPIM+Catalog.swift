internal import CatalogJSON
internal import Synchronization

/// Changes of the catalog while it is served.
extension SandboxPIM {
  /// Creates a row, or replaces the one with its key.
  ///
  /// Where rows of the resource have dates, `updated` becomes the server's time, and `created` too if it is missing:
  /// a change that a client's next delta must find. The dates of other rows stay as they are; a changed option, for
  /// one, touches neither its attribute nor a product (N14).
  ///
  /// - Parameters:
  ///   - row: A JSON object as the catalog's files hold it.
  ///   - file: The resource.
  /// - Throws: ``CatalogFolderError`` when the row is no object or lacks its key.
  public func upsert(_ row: String, in file: CatalogFile) throws(CatalogFolderError) {
    try upsert([row], in: file)
  }

  /// Creates or replaces many rows at once.
  public func upsert(_ rows: [String], in file: CatalogFile) throws(CatalogFolderError) {
    var slices: [JSONSlice] = []
    for (place, row) in rows.enumerated() {
      slices.append(try CatalogFolder.row(Array(row.utf8), of: file, line: place + 1))
    }
    state.withLock { state in
      for slice in slices { state.server.put(slice, in: file) }
    }
  }

  /// Changes a row that is there: the fields of a JSON object take the place of the row's own; `null` stays `null`.
  ///
  /// Fields are replaced as a whole, unlike in the API's `PATCH`: of `values`, nothing stays that is not given again.
  ///
  /// - Returns: Whether there was such a row.
  @discardableResult
  public func change(
    _ code: String, in file: CatalogFile, of parents: [String] = [], _ fields: String
  ) throws(CatalogFolderError) -> Bool {
    let patch: JSONSlice
    do {
      patch = try JSONSlice(parsing: Array(fields.utf8))
    } catch {
      throw CatalogFolderError(
        .malformedLine, file: "\(file).jsonl", "the change is not JSON: \(error)", underlying: error)
    }
    return state.withLock { state in
      let place = SandboxServer.place(file, parents)
      guard let item = state.server.store.item(place, code) else { return false }
      var object = NodeObject(item.json)
      for (name, value) in patch.members { object[name] = Node(value) }
      state.server.put(ServerJSON.slice(object), in: file)
      return true
    }
  }

  /// Deletes a row.
  ///
  /// - Parameters:
  ///   - code: Its code, or a product's uuid.
  ///   - file: The resource.
  ///   - parents: The codes of what it belongs to, outermost first, such as `["colour"]` for an attribute option.
  /// - Returns: Whether there was such a row.
  @discardableResult
  public func delete(_ code: String, from file: CatalogFile, of parents: [String] = []) -> Bool {
    state.withLock { $0.server.store.remove(code, from: SandboxServer.place(file, parents)) }
  }

  /// A row as it is kept, as JSON text.
  public func row(_ code: String, in file: CatalogFile, of parents: [String] = []) -> String? {
    state.withLock { $0.server.store.item(SandboxServer.place(file, parents), code)?.json.text }
  }

  /// The number of rows of a resource, under all that they belong to.
  public func count(of file: CatalogFile) -> Int {
    state.withLock { $0.server.store.count(file) }
  }
}

extension SandboxServer {
  static func place(_ file: CatalogFile, _ parents: [String]) -> CatalogStore.Place {
    CatalogStore.Place(
      file,
      zip(file.parentFields, parents).map { field, parent in field == "asset_family" ? parent : folded(parent) })
  }

  private static let dated: Set<CatalogFile> = [
    .products, .productModels, .categories, .referenceEntityRecords, .assets,
  ]

  mutating func put(_ row: JSONSlice, in file: CatalogFile) {
    guard Self.dated.contains(file) else {
      store.put(row, in: file, at: now)
      return
    }
    var object = NodeObject(row)
    if file != .categories, object["created"] == nil { object["created"] = .string(now.iso8601()) }
    object["updated"] = .string(now.iso8601())
    store.put(ServerJSON.slice(object), in: file, at: now)
  }
}

extension ServerJSON {
  /// A tree as checked JSON. What the writer writes is JSON, so that the fallback is never met.
  static func slice(_ object: NodeObject) -> JSONSlice {
    (try? JSONSlice(parsing: ServerJSON(escapes: false).bytes(object))) ?? .emptyObject
  }
}
