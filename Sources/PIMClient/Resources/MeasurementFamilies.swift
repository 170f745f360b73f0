public import CatalogModels

extension CatalogClient {
  /// The measurement families with their units. They come all at once; one is found in the whole list (N2).
  ///
  /// See https://api.akeneo.com/api-reference.html#Measurementfamily
  public var measurementFamilies: Endpoint<MeasurementFamily> {
    Endpoint(
      connection: connection,
      resource: Resource(ResourcePath(.word("measurement-families")), .whole).without(
        limit: true, count: true, items: true
      ).with(bulk: .array))
  }
}
