internal import CatalogJSON

/// The running server's catalog: all rows of all resources, and the indexes that answers need.
struct CatalogStore: Sendable {
  struct Place: Hashable, Sendable {
    let file: CatalogFile
    /// The keys of what the rows belong to, outermost first.
    let parents: [String]

    init(_ file: CatalogFile, _ parents: [String] = []) {
      self.file = file
      self.parents = parents
    }
  }

  private var tables: [Place: CatalogTable] = [:]
  /// Uuids by folded identifier, for the endpoints that know products by identifier.
  private(set) var uuidsByIdentifier: [String: String] = [:]
  /// Codes of sub-models and variants by folded code of their parent.
  private(set) var childrenByParent: [String: Set<String>] = [:]
  /// What rendering and filters ask about attributes, by folded code.
  private(set) var attributes: [String: AttributeFacts] = [:]
  /// The attribute that identifies products, folded.
  private(set) var identifierAttribute: String?
  /// Grows whenever a product gets or loses its uuid or identifier.
  private(set) var identities = 0
  /// Grows with every change.
  private(set) var revision = 0

  init() {}

  init(_ folder: CatalogFolder, at time: CivilTime) {
    // Attributes first: they tell where a product's identifier stands.
    for file in [.attributes] + CatalogFile.all.filter({ $0 != .attributes }) {
      for row in folder.rows[file] ?? [] { put(row, in: file, at: time, isFirst: true) }
    }
  }

  // MARK: Reading

  subscript(_ place: Place) -> CatalogTable {
    get { tables[place] ?? CatalogTable(mindsCase: place.file.mindsCase) }
    _modify {
      yield &tables[place, default: CatalogTable(mindsCase: place.file.mindsCase)]
    }
  }

  subscript(_ file: CatalogFile) -> CatalogTable {
    get { self[Place(file)] }
    _modify { yield &self[Place(file)] }
  }

  func item(_ file: CatalogFile, _ code: String) -> StoredItem? { tables[Place(file)]?[code] }

  func item(_ place: Place, _ code: String) -> StoredItem? { tables[place]?[code] }

  func count(_ file: CatalogFile) -> Int {
    tables.reduce(0) { $1.key.file == file ? $0 + $1.value.count : $0 }
  }

  /// The product that bears an identifier.
  func product(identifiedBy identifier: String) -> StoredItem? {
    uuidsByIdentifier[folded(identifier)].flatMap { item(.products, $0) }
  }

  /// An attribute's definition, in short.
  func attribute(_ code: String) -> AttributeFacts? { attributes[folded(code)] }

  /// The models above a product or model, nearest first. A chain that bites its tail ends.
  func ancestors(of facts: ProductFacts?) -> [StoredItem] {
    var found: [StoredItem] = []
    var next = facts?.parent
    while let code = next, found.count < 4, let model = item(.productModels, code) {
      found.append(model)
      next = model.facts?.parent
    }
    return found
  }

  // MARK: Changing

  /// The place of a row, from what it says it belongs to.
  static func place(of row: JSONSlice, in file: CatalogFile) -> Place {
    Place(
      file,
      file.parentFields.map { field in
        let parent = row[field]?.string ?? ""
        return file.mindsCase && field == "asset_family" ? parent : folded(parent)
      })
  }

  mutating func put(_ row: JSONSlice, in file: CatalogFile, at time: CivilTime, isFirst: Bool = false) {
    let code = row[file.keyField]?.string ?? ""
    let place = Self.place(of: row, in: file)
    let isProduct = file == .products || file == .productModels
    var facts = isProduct ? ProductFacts(row) : nil
    if file == .products, facts?.identifier == nil { facts?.identifier = identifier(in: row) }
    if isProduct, let old = item(place, code) { forget(old) }
    let said = isFirst ? row["updated"]?.string.flatMap(CivilTime.init(iso8601:)) : nil
    let item = StoredItem(code: code, json: row.detached(), updated: said ?? time, facts: facts)
    self[place].put(item)
    if isProduct { index(item) }
    if file == .attributes { attributeChanged(row) }
    if file == .products { identities += 1 }
    revision += 1
  }

  @discardableResult
  mutating func remove(_ code: String, from place: Place) -> Bool {
    guard let removed = tables[place]?.remove(code) else { return false }
    if removed.facts != nil { forget(removed) }
    if place.file == .attributes { attributes[folded(code)] = nil }
    if place.file == .products { identities += 1 }
    revision += 1
    return true
  }

  mutating func remember(_ bytes: [UInt8], of key: String, in place: Place) {
    tables[place]?.remember(StoredItem.Wire(bytes: bytes, identities: identities), key: key)
  }

  private mutating func index(_ item: StoredItem) {
    if let identifier = item.facts?.identifier { uuidsByIdentifier[folded(identifier)] = item.code }
    if let parent = item.facts?.parent { childrenByParent[parent, default: []].insert(item.code) }
  }

  private mutating func forget(_ item: StoredItem) {
    if let identifier = item.facts?.identifier, uuidsByIdentifier[folded(identifier)] == item.code {
      uuidsByIdentifier[folded(identifier)] = nil
    }
    if let parent = item.facts?.parent { childrenByParent[parent]?.remove(item.code) }
  }

  private mutating func attributeChanged(_ row: JSONSlice) {
    let facts = AttributeFacts(row)
    attributes[folded(facts.code)] = facts
    guard facts.type == "pim_catalog_identifier" else { return }
    if identifierAttribute == nil || row["is_main_identifier"]?.bool == true {
      identifierAttribute = folded(facts.code)
    }
  }

  /// The value of the identifying attribute.
  private func identifier(in row: JSONSlice) -> String? {
    guard let identifierAttribute, let values = row["values"] else { return nil }
    let value = values.members.first { folded($0.key) == identifierAttribute }?.value
    return value?[0]?["data"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }
}
