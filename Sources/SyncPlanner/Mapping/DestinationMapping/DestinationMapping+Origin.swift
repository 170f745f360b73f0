import CatalogModels

extension DestinationMapping {
  /// The attribute that a field is taken from. What the scope hides is held already, so that locale and channel do not
  /// matter.
  public func origin(of field: String, in feed: SyncFeed) -> FieldOrigin? {
    switch feed {
    case .products:
      let own = fields.first { candidate in
        candidate.field == field || sites.contains { field == "\(candidate.field).\($0.name)" }
      }
      let attribute = own?.attribute ?? images.first { "images.\($0.role)" == field }?.attribute
      return attribute.map { FieldOrigin(attribute: $0) }
    case .prices:
      return prices.first { field.hasPrefix("\($0.field).") }.map { FieldOrigin(attribute: $0.attribute) }
    default: return nil
    }
  }
}

extension SupplierAudience {
  /// Values are named as in an ``IdentityMapping``.
  public func origin(of field: String, in feed: SyncFeed) -> FieldOrigin? {
    IdentityMapping().origin(of: field, in: feed)
  }
}
