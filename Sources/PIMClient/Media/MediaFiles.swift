public import CatalogModels

extension CatalogClient {
  /// The bytes of media files.
  public var media: MediaFiles { MediaFiles(connection: connection) }
}

/// Downloads media files, each as a stream.
///
/// A download counts as one of the calls at once until its body was read to the end or dropped.
public struct MediaFiles: Sendable {
  let connection: Connection

  /// Which part of the PIM a media file belongs to.
  public struct Kind: Hashable, Sendable {
    let words: [String]
    let tail: String?

    /// Of products and product models.
    public static let product = Kind(words: ["media-files"], tail: "download")
    /// Of assets.
    public static let asset = Kind(words: ["asset-media-files"], tail: nil)
    /// Of reference entities and their records.
    public static let referenceEntity = Kind(words: ["reference-entities-media-files"], tail: nil)
    /// Of enriched categories.
    public static let category = Kind(words: ["category-media-files"], tail: "download")

    /// Where new files go.
    var path: ResourcePath {
      var path = ResourcePath()
      path.parts = words.map(ResourcePath.Part.word)
      return path
    }

    /// Where a file's bytes are.
    func path(of code: Code<MediaFile>) -> ResourcePath {
      let path = path.appending(.code(code.rawValue))
      return tail.map { path.appending(.word($0)) } ?? path
    }
  }

  /// Begins a download. It returns when the answer has begun; the bytes come with ``MediaDownload/body``.
  ///
  /// - Parameters:
  ///   - code: The file's code, as a value names it.
  ///   - kind: What the file belongs to.
  /// - Throws: `CatalogError`.
  public func download(_ code: Code<MediaFile>, of kind: Kind) async throws(CatalogError) -> MediaDownload {
    try await open(try call(for: code, of: kind))
  }

  func call(for code: Code<MediaFile>, of kind: Kind) throws(CatalogError) -> Call {
    var call = Call(path: try kind.path(of: code).encoded())
    call.accept = "*/*"
    return call
  }

  /// Begins a download with the connection's token.
  func open(_ call: Call) async throws(CatalogError) -> MediaDownload {
    try await Self.open(call, connection.caller, connection.tokens)
  }

  /// Begins a download somewhere else, without the token and without a share of the PIM's limits.
  func open(_ call: Call, at origin: Origin) async throws(CatalogError) -> MediaDownload {
    try await Self.open(call, connection.caller.elsewhere(origin), NoAuthorization())
  }

  private static func open(
    _ call: Call, _ caller: Caller, _ authorization: any CallAuthorization
  ) async throws(CatalogError) -> MediaDownload {
    let line = call.line
    return try await caller.perform(call, authorization) { response, slot in
      (MediaDownload(response, slot, request: line), 0)
    }
  }
}
