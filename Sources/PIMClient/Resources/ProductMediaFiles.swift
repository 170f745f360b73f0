public import CatalogModels

extension CatalogClient {
  /// What the PIM says of the media files of products and product models. Their bytes come by ``media``.
  ///
  /// See https://api.akeneo.com/api-reference.html#Productmediafile
  public var mediaFiles: Endpoint<MediaFile> {
    Endpoint(connection: connection, resource: Resource(ResourcePath(.word("media-files")), .pages))
  }
}
