/// Gives an answer's items the shapes that PHP gives to empty and to numbered maps (N1).
struct ShapeDialect {
  let dialect: ServerDialect

  var isIdle: Bool { !dialect.writesEmptyMapsAsLists && !dialect.writesNumberedMapsAsLists }

  func shaped(_ object: NodeObject) -> NodeObject {
    guard !isIdle else { return object }
    var shapedObject = object.mapNodes(shaped)
    // The server writes this one as an object on purpose.
    if let completenesses = object["completenesses"] { shapedObject["completenesses"] = completenesses }
    return shapedObject
  }

  private func shaped(_ node: Node) -> Node {
    switch node {
    case .array(let nodes): return .array(nodes.map(shaped))
    case .object(let object):
      if object.members.isEmpty { return dialect.writesEmptyMapsAsLists ? .array([]) : node }
      let isNumbered = object.members.enumerated().allSatisfy { $0.element.name == "\($0.offset)" }
      if isNumbered, dialect.writesNumberedMapsAsLists { return .array(object.members.map { shaped($0.node) }) }
      return .object(object.mapNodes(shaped))
    default: return node
    }
  }
}
