internal import CatalogModels

/// Elements by key, each once, in the order in which they first came.
struct OrderedList<Key: Hashable & Sendable, Element: Sendable>: Sendable {
  private(set) var elements: [Element] = []
  private var places: [Key: Int] = [:]

  /// Adds an element unless its key is there. Gives the place of the one that is there.
  mutating func insert(_ key: Key, _ element: @autoclosure () -> Element) -> Int? {
    if let place = places[key] { return place }
    places[key] = elements.count
    elements.append(element())
    return nil
  }

  mutating func replace(at place: Int, with element: Element) { elements[place] = element }
}

extension OrderedList: Equatable where Element: Equatable {
  static func == (a: OrderedList, b: OrderedList) -> Bool { a.elements == b.elements }
}

extension OrderedList: Hashable where Element: Hashable {
  func hash(into hasher: inout Hasher) { hasher.combine(elements) }
}

/// Codes by the group they belong to.
struct CodeGroups<Group: Sendable, Member: Sendable>: Sendable, Hashable {
  /// Whether codes that differ in case only are one group.
  private let foldsGroups: Bool
  private var groups = OrderedList<String, Code<Group>>()
  private var members: [String: OrderedList<String, Code<Member>>] = [:]

  init(foldsGroups: Bool) { self.foldsGroups = foldsGroups }

  var codes: [Code<Group>] { groups.elements }

  subscript(_ group: Code<Group>) -> [Code<Member>] { members[key(group)]?.elements ?? [] }

  mutating func insert(_ member: Code<Member>, in group: Code<Group>) {
    let key = key(group)
    _ = groups.insert(key, group)
    _ = members[key, default: OrderedList()].insert(member.folded, member)
  }

  mutating func formUnion(_ other: CodeGroups) {
    for group in other.codes {
      for member in other[group] { insert(member, in: group) }
    }
  }

  private func key(_ group: Code<Group>) -> String { foldsGroups ? group.folded : group.rawValue }
}
