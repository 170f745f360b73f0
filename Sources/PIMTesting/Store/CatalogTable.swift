/// The rows of one resource, found by key and listed in the order of their keys.
///
/// Changes are cheap: the order is put right when it is next asked for.
struct CatalogTable: Sendable {
  let mindsCase: Bool
  private var items: [String: StoredItem] = [:]
  private var order: [String] = []
  private var isOrdered = true

  init(mindsCase: Bool) { self.mindsCase = mindsCase }

  var count: Int { items.count }

  func key(_ code: String) -> String { mindsCase ? code : folded(code) }

  subscript(_ code: String) -> StoredItem? { items[key(code)] }

  subscript(key key: String) -> StoredItem? { items[key] }

  mutating func put(_ item: StoredItem) {
    let key = key(item.code)
    if items.updateValue(item, forKey: key) == nil {
      if isOrdered, let last = order.last, last > key { isOrdered = false }
      order.append(key)
    }
  }

  /// Keeps a row's wire form.
  mutating func remember(_ wire: StoredItem.Wire, key: String) {
    items[key]?.wire = wire
  }

  @discardableResult
  mutating func remove(_ code: String) -> StoredItem? {
    let key = key(code)
    guard let removed = items.removeValue(forKey: key) else { return nil }
    if isOrdered {
      let place = firstPlace(notBefore: key)
      if place < order.count, order[place] == key { order.remove(at: place) }
    } else {
      order.removeAll { $0 == key }
    }
    return removed
  }

  /// All keys in order.
  mutating func keys() -> [String] {
    if !isOrdered {
      order.sort()
      isOrdered = true
    }
    return order
  }

  /// The place of the first key that is after the given one. The keys must be in order.
  func firstPlace(after key: String) -> Int {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if order[middle] <= key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func firstPlace(notBefore key: String) -> Int {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if order[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
