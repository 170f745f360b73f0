internal import CatalogJSON

/// The `linked_data` of product values, in the shapes of N4.
struct ValueLinks {
  let store: CatalogStore
  let dialect: ServerDialect

  func linkedData(_ data: Node, _ attribute: AttributeFacts, withOptions: Bool) -> Node? {
    switch attribute.type {
    case "pim_catalog_simpleselect" where withOptions:
      return data.string.flatMap { option($0, of: attribute) }
    case "pim_catalog_multiselect" where withOptions:
      let codes = data.array?.compactMap(\.string) ?? []
      return .object(NodeObject(codes.compactMap { code in option(code, of: attribute).map { (code, $0) } }))
    case "pim_catalog_asset_collection" where dialect.addsAssetShareLinks:
      let codes = data.array?.compactMap(\.string) ?? []
      return .object(NodeObject(codes.compactMap { code in shareLinks(code, of: attribute).map { (code, $0) } }))
    default: return nil
    }
  }

  private func option(_ code: String, of attribute: AttributeFacts) -> Node? {
    let place = CatalogStore.Place(.attributeOptions, [folded(attribute.code)])
    guard let option = store.item(place, code) else { return nil }
    var written = Node.string(option.code)
    if dialect.writesOptionCodesAsIntegers, let number = Int(option.code), "\(number)" == option.code {
      written = Node(number)
    }
    return [
      "attribute": .string(attribute.code), "code": written,
      "labels": option.json["labels"].map(Node.init) ?? .object(NodeObject()),
    ]
  }

  private func shareLinks(_ code: String, of attribute: AttributeFacts) -> Node? {
    guard let family = attribute.referenceDataName else { return nil }
    let place = CatalogStore.Place(.assets, [family])
    guard let asset = store.item(place, code), let values = asset.json["values"] else { return nil }
    let attributes = store.entityAttributes(of: place)
    var links: [Node] = []
    for (name, rows) in values.members where attributes[folded(name)]?.type == "media_file" {
      for row in rows.elements {
        links.append([
          "attribute": .string(name), "scope": Node(row["channel"]?.string), "locale": Node(row["locale"]?.string),
          "_links": ["self": ["href": .string(Self.shareLink(family, name, row["data"]?.string ?? ""))]],
        ])
      }
    }
    return ["share_links": .array(links)]
  }

  /// The public address of an asset's file.
  static func shareLink(_ family: String, _ attribute: String, _ file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return "https://share.pim.example/\(Percent.path(family))/\(Percent.path(attribute))/\(Percent.path(name))"
  }
}
