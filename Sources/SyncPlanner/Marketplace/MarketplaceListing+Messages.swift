import CatalogModels

extension MarketplaceListing {
  /// The messages that carry out the action, in the order in which they are sent.
  ///
  /// - Parameter taken: SKUs that other records bear now: a listing of theirs is not removed.
  func messages(sparing taken: Set<String> = []) -> [FeedMessage] {
    switch action.kind {
    case .create, .link, .update: content(sparing: taken)
    case .disable:
      // No longer sold, and still there.
      [message(.inventory) { $0.element("Quantity", "0") }]
    case .delete: [message(.product, .delete)]
    case .skip, .blocked: []
    }
  }

  private func content(sparing taken: Set<String>) -> [FeedMessage] {
    var messages: [FeedMessage] = []
    if isRenamed, let old = action.destinationID, !taken.contains(old) {
      messages.append(FeedMessage(.product, .delete, [action.key]) { $0.element("SKU", old) })
    }
    if let product { messages.append(product) }
    messages += images
    if sends(.quantity, .latency) || isNew && quantity != nil { messages.append(inventory) }
    if sends(.price, .salePrice, .saleStart, .saleEnd), price != nil { messages.append(priceMessage) }
    return messages
  }

  private func message(
    _ type: MarketplaceDestination.MessageType, _ operation: FeedMessage.Operation = .update,
    _ write: (inout XMLWriter) -> Void = { _ in }
  ) -> FeedMessage {
    FeedMessage(type, operation, [action.key]) { writer in
      writer.element("SKU", sku)
      write(&writer)
    }
  }

  private static let productParts: [Part] = [
    .title, .description, .manufacturer, .brand, .browseNode, .tags, .bullets, .options,
  ]

  /// What is said of the product. A part that was emptied can only be said by saying all.
  private var product: FeedMessage? {
    let sendsNumber = action.kind != .link && sends(.ean, .upc, .asin)
    let isTouched = Self.productParts.contains { sends($0) } || sendsNumber
    guard isNew || isTouched else { return nil }
    let isCleared = Self.productParts.contains { clears($0) }
    let operation: FeedMessage.Operation = isNew || isCleared ? .update : .partialUpdate
    func says(_ part: Part) -> Bool { operation == .update || sends(part) }
    return message(.product, operation) { writer in
      if let number, operation == .update || sendsNumber {
        writer.start("StandardProductID")
        writer.element("Type", number.type)
        writer.element("Value", number.value)
        writer.end()
      }
      guard Self.productParts.contains(where: { says($0) && isSaid($0) }) else { return }
      writer.start("DescriptionData")
      for (part, name) in [(Part.title, "Title"), (.brand, "Brand"), (.description, "Description")] {
        if says(part), let text = texts[part] { writer.element(name, text) }
      }
      if says(.bullets) { for bullet in lists[.bullets] ?? [] { writer.element("BulletPoint", bullet) } }
      if says(.manufacturer), let text = texts[.manufacturer] { writer.element("Manufacturer", text) }
      if says(.tags) { for tag in lists[.tags] ?? [] { writer.element("SearchTerms", tag) } }
      if says(.browseNode), let text = texts[.browseNode] { writer.element("RecommendedBrowseNode", text) }
      writer.end()
      guard says(.options), !options.isEmpty else { return }
      writer.start("ProductData")
      writer.start("VariationData")
      for option in options { writer.element("Option", option.value, [("name", option.name)]) }
      writer.end()
      writer.end()
    }
  }

  private func isSaid(_ part: Part) -> Bool {
    texts[part] != nil || lists[part]?.isEmpty == false || part == .options && !options.isEmpty
  }

  /// The images, and the removal of what stood in the places behind them.
  private var images: [FeedMessage] {
    guard sends(.images) else { return [] }
    let places = ["Main"] + (1...8).map { "PT\($0)" }
    let addresses = lists[.images] ?? []
    let shown = zip(places, addresses).map { place, address in
      message(.image) { writer in
        writer.element("ImageType", place)
        writer.element("ImageLocation", address)
      }
    }
    guard !isNew else { return shown }
    return shown
      + places.dropFirst(addresses.count).map { place in message(.image, .delete) { $0.element("ImageType", place) } }
  }

  private var inventory: FeedMessage {
    message(.inventory) { writer in
      writer.element("Quantity", "\(quantity ?? 0)")
      if let latency { writer.element("FulfillmentLatency", "\(latency)") }
    }
  }

  private var priceMessage: FeedMessage {
    message(.price) { writer in
      guard let price else { return }
      writer.element("StandardPrice", price.amount, [("currency", price.currency)])
      guard let salePrice, let saleStart, let saleEnd else { return }
      writer.start("Sale")
      writer.element("StartDate", saleStart)
      writer.element("EndDate", saleEnd)
      writer.element("SalePrice", salePrice.amount, [("currency", salePrice.currency)])
      writer.end()
    }
  }

  /// One message for each product of some variants, which names them.
  static func relationships(of listings: [MarketplaceListing]) -> [FeedMessage] {
    let related = listings.filter { $0.sends(.parent) && $0.texts[.parent] != nil }
    let byParent = Dictionary(grouping: related) { $0.texts[.parent] ?? "" }
    return byParent.sorted { $0.key < $1.key }.map { parent, children in
      FeedMessage(.relationship, .update, children.map(\.action.key)) { writer in
        writer.element("ParentSKU", parent)
        for child in children {
          writer.start("Relation")
          writer.element("SKU", child.sku)
          writer.element("Type", "Variation")
          writer.end()
        }
      }
    }
  }
}
