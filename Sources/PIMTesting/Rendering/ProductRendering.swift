internal import CatalogJSON

/// Writes products and product models in the form of an endpoint, cut to a projection.
struct ProductRendering {
  let form: ProductForm
  let projection: Projection
  let store: CatalogStore
  let dialect: ServerDialect

  func object(_ item: StoredItem) -> NodeObject {
    var source = NodeObject(item.json)
    var object = NodeObject()
    switch form {
    case .uuid:
      object["uuid"] = .string(item.code)
      if dialect.addsIdentifierToUUIDProducts { object["identifier"] = Node(item.facts?.identifier) }
    case .identifier:
      object["uuid"] = .string(item.code)
      object["identifier"] = Node(item.facts?.identifier)
    case .model: break
    }
    let scores = source["quality_scores"]
    for name in ["uuid", "identifier", "quality_scores", "completenesses", "_links"] { source[name] = nil }
    for member in source.members {
      switch member.name {
      case "values": object["values"] = .object(values(member.node, of: item))
      case "associations": object["associations"] = associations(member.node)
      case "quantified_associations": object["quantified_associations"] = quantified(member.node)
      case "created", "updated": object[member.name] = date(member.node)
      default: object[member.name] = member.node
      }
    }
    if projection.scores { object["quality_scores"] = scores ?? [] }
    if projection.completenesses { object["completenesses"] = completenesses(of: item) }
    return object
  }

  private func date(_ node: Node) -> Node {
    guard dialect.secondsFromGMT != 0, let time = node.string.flatMap(CivilTime.init(iso8601:)) else { return node }
    return .string(time.iso8601(offset: dialect.secondsFromGMT))
  }

  private func completenesses(of item: StoredItem) -> Node {
    let rows = store.completenesses(of: item)
    guard !rows.isEmpty || !dialect.writesEmptyCompletenessesAsMap else { return .object(NodeObject()) }
    return .array(
      rows.map { ["scope": .string($0.channel), "locale": .string($0.locale), "data": Node($0.percent)] })
  }

  // MARK: Associations

  private func associations(_ node: Node) -> Node {
    guard let object = node.object else { return node }
    return .object(
      object.mapNodes { type in
        guard var type = type.object else { return type }
        if let products = type["products"]?.array { type["products"] = .array(products.compactMap(associated)) }
        return .object(type)
      })
  }

  private func quantified(_ node: Node) -> Node {
    guard let object = node.object else { return node }
    return .object(
      object.mapNodes { type in
        guard var type = type.object, let products = type["products"]?.array else { return type }
        type["products"] = .array(
          products.compactMap { product in
            guard let product = product.object, let key = product["uuid"] ?? product["identifier"],
              let name = associated(key)
            else { return nil }
            return [form == .uuid ? "uuid" : "identifier": name, "quantity": product["quantity"] ?? 1]
          })
        return .object(type)
      })
  }

  /// An associated product as the endpoint names it: by uuid, or by identifier, which may be null (N8). A product that
  /// does not exist is not named.
  private func associated(_ node: Node) -> Node? {
    guard let text = node.string else { return form == .uuid ? nil : node }
    let product = store.item(.products, text) ?? store.product(identifiedBy: text)
    guard let product else { return nil }
    return form == .uuid ? .string(product.code) : Node(product.facts?.identifier)
  }

  // MARK: Values

  private func values(_ node: Node, of item: StoredItem) -> NodeObject {
    var result = NodeObject()
    for member in node.object?.members ?? [] {
      let attribute = store.attribute(member.name)
      if let wanted = projection.attributes, !wanted.contains(folded(member.name)) { continue }
      if form == .identifier, folded(member.name) == store.identifierAttribute { continue }
      let rows = (member.node.array ?? []).filter(isWanted).map { row(of: $0, attribute) }
      if !rows.isEmpty { result.members.append(NodeObject.Member(name: member.name, node: .array(rows))) }
    }
    return result
  }

  private func isWanted(_ row: Node) -> Bool {
    guard let row = row.object else { return true }
    if let locales = projection.locales, let locale = row["locale"]?.string, !locales.contains(locale) { return false }
    if let scope = projection.scope, let own = row["scope"]?.string, own != scope { return false }
    return true
  }

  private func row(of node: Node, _ attribute: AttributeFacts?) -> Node {
    guard let attribute, var row = node.object else { return node }
    if let linked = ValueLinks(store: store, dialect: dialect).linkedData(
      row["data"] ?? .null, attribute,
      withOptions: projection.options && (form != .model || dialect.addsLinkedDataToProductModels))
    {
      row["linked_data"] = linked
    }
    if dialect.addsMetricSymbols, attribute.type == "pim_catalog_metric", var data = row["data"]?.object {
      data["symbol"] = Node(symbol(data["unit"]?.string, attribute))
      row["data"] = .object(data)
    }
    if dialect.addsAttributeTypes {
      row["attribute_type"] = .string(shortened(attribute.type))
      if let name = attribute.referenceDataName { row["reference_data_name"] = .string(name) }
    }
    return .object(row)
  }

  private func shortened(_ type: String) -> String {
    dialect.shortensPriceType && type == "pim_catalog_price_collection" ? "pim_catalog_price" : type
  }

  private func symbol(_ unit: String?, _ attribute: AttributeFacts) -> String? {
    guard let unit, let family = attribute.metricFamily else { return nil }
    return store.item(.measurementFamilies, family)?.json["units"]?[unit]?["symbol"]?.string
  }
}
