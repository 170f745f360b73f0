/// A file of a product value. Its code holds slashes.
///
/// The media files of records and assets have a code only: what is known of them stands in the value (N33).
/// See https://api.akeneo.com/concepts/products.html#product-media-file
public struct MediaFile: CodedEntity {
  /// `media file`.
  public static var entityName: String { "media file" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "original_filename", "mime_type", "size", "extension",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<MediaFile>

  /// Makes a media file of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The name under which it was uploaded.
  public var originalFilename: String? { raw.string("original_filename") }
  /// The media type.
  public var mimeType: String? { raw.string("mime_type") }
  /// The number of bytes.
  public var size: Int? { raw.int("size") }
  /// The address of its bytes, as the server wrote it.
  public var downloadLink: String? { raw["_links"]?["download"]?["href"]?.string }
  /// The ending of its name.
  public var fileExtension: String? { raw.string("extension") }
}
