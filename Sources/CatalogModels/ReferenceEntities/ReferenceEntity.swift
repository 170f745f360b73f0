/// A kind of thing that products refer to, such as brands.
///
/// See https://api.akeneo.com/concepts/reference-entities.html#reference-entity
public struct ReferenceEntity: LabeledEntity {
  /// `reference entity`.
  public static var entityName: String { "reference entity" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "labels", "image",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<ReferenceEntity>

  /// Makes a reference entity of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The image, as the code of a media file.
  public var image: Code<MediaFile>? { raw.code("image") }
  /// The address of the image's bytes, as the server wrote it.
  public var imageDownloadLink: String? { raw["_links"]?["image_download"]?["href"]?.string }
}
