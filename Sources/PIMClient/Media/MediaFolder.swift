public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A folder on disk that media files are downloaded into: streamed, checked, resumed, and never twice.
///
/// ```swift
/// let folder = try MediaFolder(url, from: client.media)
/// try await folder.save(requests, state: &state) { outcome in print(outcome.request.source.key, outcome.result) }
/// ```
///
/// A file's bytes go to disk as they come, so a large file costs no more memory than a small one. They are written
/// beside the file's place under the ending `.part`, made durable, and put in place as one step: a file that is there is
/// whole. What has arrived when a download breaks off is kept, and the next attempt asks for the rest only, where the
/// server can do that and says that the file is still the same one.
public struct MediaFolder: Sendable {
  let media: MediaFiles
  let path: String
  let options: Options

  /// Bounds and habits of downloads.
  public struct Options: Sendable, Hashable {
    /// The largest file that is accepted, in bytes. 4 GiB unless told.
    public var largestFile = 4 << 30
    /// Whether links may be plain http. False unless told.
    public var allowsPlainHTTP = false
    /// How many redirects of links are followed; none of them carries a token. 5 unless told. Redirects of files in the
    /// PIM are never followed.
    public var redirects = 5

    /// Creates the usual options.
    public init() {}
  }

  /// Opens a folder, and creates it where it is absent.
  ///
  /// - Parameters:
  ///   - folder: The folder's file address.
  ///   - media: The PIM's media files: ``CatalogClient/media``.
  ///   - options: Bounds and habits.
  /// - Throws: `CatalogError` with the code `fileSystem`.
  public init(_ folder: URL, from media: MediaFiles, options: Options = Options()) throws(CatalogError) {
    guard folder.isFileURL else {
      throw CatalogError(.invalidArgument, "the folder for media is not a file address")
    }
    var path = folder.path(percentEncoded: false)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CatalogError(.fileSystem, "could not create the folder \(path)", underlying: error)
    }
    self.path = path
    self.media = media
    self.options = options
  }

  /// The file address of an entry of the state.
  public func url(of entry: MediaState.Entry) -> URL {
    URL(filePath: "\(path)/\(MediaName.lastPart(entry.name))")
  }

  /// Has one file on disk.
  ///
  /// - Parameters:
  ///   - request: The file.
  ///   - known: What the state says of it, from an earlier time.
  /// - Returns: The file, for the state.
  /// - Throws: `CatalogError`.
  @concurrent
  public func save(_ request: MediaRequest, known: MediaState.Entry? = nil) async throws(CatalogError) -> SavedMedia {
    try await MediaSaver(folder: self, request: request, known: known).run()
  }

  /// Has many files on disk, several at a time, each of them once.
  ///
  /// A file that fails does not keep the others from coming. Cancelling the task ends the downloads that are under way;
  /// what has arrived of them is kept.
  ///
  /// - Parameters:
  ///   - requests: The files. The next one is asked for when a place is free.
  ///   - state: What is on disk already. It is brought up to date file by file.
  ///   - atOnce: How many downloads run at a time, 4 unless told. Those from the PIM also keep within its limits.
  ///   - each: Is told what became of each file. The state holds the file already.
  /// - Throws: What the sequence or `each` throws, and `CancellationError`.
  public func save<Requests: AsyncSequence>(
    _ requests: Requests, state: inout MediaState, atOnce: Int = 4, each: (MediaOutcome) throws -> Void = { _ in }
  ) async throws where Requests.Element == MediaRequest {
    var iterator = requests.makeAsyncIterator()
    try await saveAll(state: &state, atOnce: atOnce, each: each) { try await iterator.next(isolation: #isolation) }
  }

  /// Has many files on disk, several at a time, each of them once. See the other method of this name.
  public func save(
    _ requests: some Sequence<MediaRequest>, state: inout MediaState, atOnce: Int = 4,
    each: (MediaOutcome) throws -> Void = { _ in }
  ) async throws {
    var iterator = requests.makeIterator()
    try await saveAll(state: &state, atOnce: atOnce, each: each) { iterator.next() }
  }

  private func saveAll(
    state: inout MediaState, atOnce: Int, each: (MediaOutcome) throws -> Void,
    next: () async throws -> MediaRequest?
  ) async throws {
    var begun: Set<String> = []
    try await withThrowingTaskGroup(of: MediaOutcome.self) { group in
      var running = 0
      while true {
        try Task.checkCancellation()
        let request = running < max(1, atOnce) ? try await next() : nil
        if let request {
          guard begun.insert(request.source.key).inserted else { continue }
          let known = state[request.source]
          running += 1
          group.addTask { await outcome(request, known) }
        } else if let outcome = try await group.next() {
          running -= 1
          try Task.checkCancellation()
          if case .success(let saved) = outcome.result { state[outcome.request.source] = saved.entry }
          try each(outcome)
        } else {
          return
        }
      }
    }
  }

  private func outcome(_ request: MediaRequest, _ known: MediaState.Entry?) async -> MediaOutcome {
    do throws(CatalogError) {
      return MediaOutcome(request: request, result: .success(try await save(request, known: known)))
    } catch {
      return MediaOutcome(request: request, result: .failure(error))
    }
  }
}
