public import CatalogModels

/// A file that a value names.
public struct MediaReference: Sendable, Hashable {
  /// The file's code, which holds slashes and is not folded in case.
  public let code: Code<MediaFile>
  /// Whose file it is, which decides the address to download it from.
  public let source: Source
  /// What the server sent of the file beside its code. Only newer servers do, for assets (N33).
  public let linkedData: RawJSON?

  /// Creates a reference.
  public init(code: Code<MediaFile>, source: Source, linkedData: RawJSON? = nil) {
    self.code = code
    self.source = source
    self.linkedData = linkedData
  }

  /// Whose a media file is. More cases may come, so a `switch` needs a `default`.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// Of a product or product model.
    case product
    /// Of a record.
    case referenceEntity
    /// Of an asset.
    case asset
  }

  /// The name under which it was uploaded, where the server says it.
  public var originalFilename: String? { linkedData?["original_filename"]?.string }
  /// The number of bytes, where the server says it.
  public var size: Int? { linkedData?["size"]?.int }
  /// The media type, such as `image/png`, where the server says it.
  public var mimeType: String? { linkedData?["mime_type"]?.string }
  /// When the file was last changed, as the server writes it, where it does (N33).
  public var updatedAt: String? { linkedData?["updated_at"]?.string }

  /// The last part of the code, which holds the uploaded name behind a digest.
  public var storedName: String {
    code.rawValue.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? code.rawValue
  }
}

/// A file outside the PIM that an asset names: prefix, value and suffix (N33).
///
/// See https://api.akeneo.com/concepts/asset-manager.html#the-media-link-attribute
public struct MediaLink: Sendable, Hashable {
  /// What the value holds.
  public let value: String
  /// What the attribute puts before the value.
  public let prefix: String?
  /// What the attribute puts behind the value.
  public let suffix: String?
  /// `image`, `pdf`, `youtube`, `vimeo` or `other`.
  public let mediaType: String?
  /// What the server sent of the link beside its value (N4).
  public let linkedData: RawJSON?

  /// Creates a link.
  public init(
    value: String, prefix: String? = nil, suffix: String? = nil, mediaType: String? = nil, linkedData: RawJSON? = nil
  ) {
    self.value = value
    self.prefix = prefix
    self.suffix = suffix
    self.mediaType = mediaType
    self.linkedData = linkedData
  }

  /// The whole address: the server's `full_url` where it sends one, which also completes films, else prefix, value and
  /// suffix.
  public var address: String {
    linkedData?["full_url"]?.string ?? (prefix ?? "") + value + (suffix ?? "")
  }

  /// When the link was last changed, as the server writes it, where it does (N33). The file behind it may have changed
  /// at any time.
  public var updatedAt: String? { linkedData?["updated_at"]?.string }
}
