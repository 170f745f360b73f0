public import CatalogModels

/// Which files are already on disk, so that none is downloaded twice. It is a value that the host keeps, as JSON for
/// example, from one run to the next.
public struct MediaState: Sendable, Hashable, Codable {
  /// A file on disk.
  public struct Entry: Sendable, Hashable, Codable {
    /// Its name in its folder.
    public let name: String
    /// The number of bytes.
    public let size: Int
    /// What the server called this state of the file.
    public let entityTag: String?
    /// The PIM's `updated_at` when it was downloaded.
    public var updated: String?
  }

  /// The files, by the keys of their sources.
  public private(set) var entries: [String: Entry] = [:]

  /// Creates a state without files.
  public init() {}

  /// The file of a source.
  public subscript(_ source: MediaSource) -> Entry? {
    get { entries[source.key] }
    set { entries[source.key] = newValue }
  }
}

/// A media file that is on disk now.
public struct SavedMedia: Sendable, Hashable {
  /// What was done for it. More cases may come, so a `switch` needs a `default`.
  public enum Way: Sendable, Hashable {
    /// All of it was downloaded.
    case downloaded
    /// The bytes from this one on were downloaded; those before it were there from an earlier attempt.
    case resumed(at: Int)
    /// Nothing: it was there.
    case unchanged
  }

  /// The file.
  public let entry: MediaState.Entry
  /// What was done for it.
  public let way: Way
}

/// What became of one request among many.
public struct MediaOutcome: Sendable {
  /// The request.
  public let request: MediaRequest
  /// The file, or why there is none.
  public let result: Result<SavedMedia, CatalogError>
}
