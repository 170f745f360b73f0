import CatalogModels

/// Offers, each kind of content in a feed and with a fingerprint of its own (E3).
extension DestinationMapping {
  func offerRecords(_ item: SourceItem) -> [SyncRecord] {
    let sku = item.key.id
    var offer = SyncRecord(RecordKey(.offers, sku), fields: ["sku": .string(sku)])
    offer.fields["quantity"] = item.raw["quantity"]
    var price = SyncRecord(RecordKey(.prices, sku), fields: [:])
    price.isOptional = true
    add(item.raw["prices"], as: "price", to: &price)
    add(item.raw["sale"], as: "sale", to: &price)
    if feeds.contains(.prices) {
      if !price.fields.isEmpty { price.fields["sku"] = .string(sku) }
    } else {
      // Offers that have no feed of prices beside them bear their prices themselves.
      offer.fields.merge(price.fields) { $1 }
    }
    var records = [offer, price]
    for (group, content) in item.raw["groups"]?.members ?? [] {
      var scope = SyncRecord(RecordKey(.customerGroupScopes, group), fields: ["group": .string(group)])
      scope.isShared = true
      var override = SyncRecord(
        RecordKey(.productOverrides, "\(sku)/\(group)"), fields: ["sku": .string(sku), "group": .string(group)])
      add(content["prices"], as: "price", to: &override)
      if let visible = content["visible"] { override.fields["visible"] = visible }
      records += [scope, override]
    }
    return records
  }

  private func add(_ prices: RawJSON?, as name: String, to record: inout SyncRecord) {
    for (currency, amount) in prices?.members ?? [] { record.fields["\(name).\(currency)"] = amount }
  }
}
