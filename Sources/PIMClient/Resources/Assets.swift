public import CatalogModels

extension CatalogClient {
  /// The assets of a family, by cursor. Each names its asset family, whose code the address needs in its exact
  /// case (N15).
  ///
  /// See https://api.akeneo.com/api-reference.html#Asset
  public func assets(of family: Code<AssetFamily>) -> Endpoint<Asset> {
    Endpoint(
      connection: connection,
      resource: Resource(
        ResourcePath(.word("asset-families"), .code(family.rawValue), .word("assets")), .cursor
      ).without(limit: true, count: true).with(channelParameter: "channel").with(bulk: .array)
        .with(context: ("asset_family", family.rawValue)))
  }
}
