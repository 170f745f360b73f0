public import CatalogModels

/// Where the bytes of a media file are. More cases may come, so a `switch` needs a `default`.
public enum MediaSource: Hashable, Sendable {
  /// A file in the PIM. Its code stands for its content: a changed file has a new code (N33).
  case file(Code<MediaFile>, MediaFiles.Kind)
  /// A file somewhere else. Its content may change while the address stays (N33).
  case link(MediaAddress)

  /// The text that stands for the source in a ``MediaState``.
  public var key: String {
    switch self {
    case .file(let code, let kind): "\(kind.words[0])/\(code.rawValue)"
    case .link(let link): "link/\(link.text)"
    }
  }
}

/// A media file that is to be on disk, and what is known of it beforehand.
public struct MediaRequest: Hashable, Sendable {
  /// Where its bytes are.
  public var source: MediaSource
  /// The number of bytes that it must have, where the PIM says so (N33).
  public var size: Int?
  /// The text of `updated_at`, which changes when a link's content was changed in the PIM (N33).
  public var updated: String?

  /// Creates a request.
  public init(_ source: MediaSource, size: Int? = nil, updated: String? = nil) {
    self.source = source
    self.size = size
    self.updated = updated
  }

  /// A file of a product or product model, by its metadata.
  public init(_ file: MediaFile) {
    self.init(.file(file.code, .product), size: file.size)
  }

  /// The file or link of an asset's value, with what `linked_data` says of it. `nil` for a value of any other type,
  /// and for a film at a video service, whose address is that of a page and not of a file.
  ///
  /// - Parameters:
  ///   - value: A value of a media file or media link attribute.
  ///   - attribute: The value's attribute.
  public init?(_ value: RawValue, of attribute: AssetFamilyAttribute) {
    let updated = value.linkedData?["updated_at"]?.string
    switch attribute.type.rawValue {
    case "media_file":
      guard let code = value.data.string, !code.isEmpty else { return nil }
      self.init(.file(Code(code), .asset), size: value.linkedData?["size"]?.int, updated: updated)
    case "media_link":
      let kind = value.linkedData?["media_type"]?.string ?? attribute.mediaType
      guard kind != "youtube", kind != "vimeo", let link = MediaAddress(value, of: attribute) else { return nil }
      self.init(.link(link), updated: updated)
    default: return nil
    }
  }
}
