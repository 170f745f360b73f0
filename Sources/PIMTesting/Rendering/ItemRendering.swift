internal import CatalogJSON

/// Writes the rows of all resources but products.
struct ItemRendering {
  let file: CatalogFile
  let store: CatalogStore
  let dialect: ServerDialect
  let links: LinkWriter
  let query: QueryItems
  var channel: String?
  var locales: Set<String>?

  func object(_ item: StoredItem) -> NodeObject {
    var object = NodeObject(item.json)
    for field in file.hiddenFields + ["_links"] { object[field] = nil }
    for name in ["created", "updated"] {
      if dialect.secondsFromGMT != 0, let time = object[name]?.string.flatMap(CivilTime.init(iso8601:)) {
        object[name] = .string(time.iso8601(offset: dialect.secondsFromGMT))
      }
    }
    switch file {
    case .attributes: attribute(&object)
    case .categories where !query.isTrue("with_position"): object["position"] = nil
    case .referenceEntityRecords, .assets: values(&object, of: item)
    default: break
    }
    return object
  }

  /// Further links of an item, beside `self`.
  func links(of item: StoredItem) -> [(String, Node)] {
    if file == .referenceEntities, let image = item.json["image"]?.string {
      return [("image_download", links.href("/api/rest/v1/reference-entities-media-files/\(Percent.path(image))"))]
    }
    if file == .mediaFiles {
      return [("download", links.href("/api/rest/v1/media-files/\(Percent.path(item.code))/download"))]
    }
    return []
  }

  private func attribute(_ object: inout NodeObject) {
    if dialect.shortensPriceType, object["type"] == "pim_catalog_price_collection" {
      object["type"] = "pim_catalog_price"
    }
    if dialect.writesAttributeBooleansAsStrings {
      object = object.mapNodes { if case .bool(let value) = $0 { .string(value ? "1" : "0") } else { $0 } }
    }
    guard !query.isTrue("with_table_select_options"), let columns = object["table_configuration"]?.array else { return }
    object["table_configuration"] = .array(
      columns.map { column in
        guard var column = column.object else { return column }
        column["options"] = nil
        return .object(column)
      })
  }

  private func values(_ object: inout NodeObject, of item: StoredItem) {
    guard let values = object["values"]?.object else { return }
    let place = CatalogStore.place(of: item.json, in: file)
    let attributes = store.entityAttributes(of: place)
    var result = NodeObject()
    for member in values.members {
      let rows = (member.node.array ?? []).filter(isWanted).map { row in
        self.row(row, attributes[folded(member.name)], named: member.name, family: place.parents.first ?? "")
      }
      if !rows.isEmpty { result.members.append(NodeObject.Member(name: member.name, node: .array(rows))) }
    }
    object["values"] = .object(result)
  }

  private func isWanted(_ row: Node) -> Bool {
    guard let row = row.object else { return true }
    if let locales, let locale = row["locale"]?.string, !locales.contains(locale) { return false }
    if let channel, let own = row["channel"]?.string, own != channel { return false }
    return true
  }

  private func row(_ node: Node, _ attribute: EntityAttribute?, named name: String, family: String) -> Node {
    guard file == .assets, var row = node.object else { return node }
    if dialect.putsAssetLabelsUnderValue, name == "label", let data = row["data"] {
      row["data"] = nil
      row["value"] = data
    }
    switch attribute?.type {
    case "media_file":
      guard let code = row["data"]?.string else { break }
      var fileLinks: NodeObject = NodeObject([
        ("download", links.href("/api/rest/v1/asset-media-files/\(Percent.path(code))"))
      ])
      if dialect.addsAssetShareLinks {
        fileLinks["share_link"] = ["href": .string(ValueLinks.shareLink(family, name, code))]
      }
      row["_links"] = .object(fileLinks)
      if dialect.addsAssetFileMetadata { row["linked_data"] = fileMetadata(code) }
    case "media_link":
      guard let code = row["data"]?.string else { break }
      row["linked_data"] = [
        "full_url": .string((attribute?.prefix ?? "") + code + (attribute?.suffix ?? "")),
        "prefix": Node(attribute?.prefix), "suffix": Node(attribute?.suffix),
      ]
    default: break
    }
    if dialect.addsAttributeTypes, let attribute { row["attribute_type"] = .string(attribute.type) }
    return .object(row)
  }

  /// N33: size, type and date of an asset's file.
  private func fileMetadata(_ code: String) -> Node? {
    guard let content = store.item(.mediaContents, code) else { return nil }
    let name = MediaContent.originalName(of: code)
    return [
      "size": Node(MediaContent.bytes(of: content)?.count ?? 0),
      "mime_type": Node(content.json["mime_type"]?.string),
      "extension": .string(name.split(separator: ".").last.map(String.init) ?? ""),
      "original_filename": .string(name),
      "updated_at": .string(content.updated.iso8601()),
    ]
  }
}
