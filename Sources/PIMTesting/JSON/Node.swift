internal import CatalogJSON

/// A JSON value taken apart, for answers that differ from what is stored.
indirect enum Node: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([Node])
  case object(NodeObject)

  init(_ slice: JSONSlice) {
    switch slice.kind {
    case .null: self = .null
    case .bool: self = .bool(slice.bool ?? false)
    case .number: self = .number(slice.numberText ?? "0")
    case .string: self = .string(slice.string ?? "")
    case .array: self = .array(slice.elements.map(Node.init))
    case .object: self = .object(NodeObject(slice))
    }
  }

  init(_ value: Int) { self = .number("\(value)") }

  /// A string, or null.
  init(_ text: String?) { self = text.map(Node.string) ?? .null }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var array: [Node]? { if case .array(let nodes) = self { nodes } else { nil } }
  var object: NodeObject? { if case .object(let object) = self { object } else { nil } }
  var isNull: Bool { self == .null }

  /// Whether there is nothing in it that a PIM would call a value.
  var isEmpty: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let nodes): nodes.isEmpty
    case .object(let object): object.members.isEmpty
    case .bool, .number: false
    }
  }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(integerLiteral value: Int) { self = .number("\(value)") }
  init(arrayLiteral elements: Node...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, Node)...) { self = .object(NodeObject(elements)) }
}

/// An object's members in their order.
struct NodeObject: Sendable, Hashable {
  struct Member: Sendable, Hashable {
    var name: String
    var node: Node
  }

  var members: [Member] = []

  init() {}

  init(_ members: [(String, Node)]) {
    self.members = members.map { Member(name: $0.0, node: $0.1) }
  }

  init(_ slice: JSONSlice) {
    members = slice.members.map { Member(name: $0.key, node: Node($0.value)) }
  }

  /// A member's value. Setting keeps the member's place, or adds it at the end; `nil` removes it.
  subscript(_ name: String) -> Node? {
    get { members.last { $0.name == name }?.node }
    set {
      guard let newValue else {
        members.removeAll { $0.name == name }
        return
      }
      if let place = members.lastIndex(where: { $0.name == name }) {
        members[place].node = newValue
      } else {
        members.append(Member(name: name, node: newValue))
      }
    }
  }

  mutating func prepend(_ name: String, _ node: Node) {
    self[name] = nil
    members.insert(Member(name: name, node: node), at: 0)
  }

  func mapNodes(_ transform: (Node) -> Node) -> NodeObject {
    var copy = self
    for place in copy.members.indices { copy.members[place].node = transform(copy.members[place].node) }
    return copy
  }
}
