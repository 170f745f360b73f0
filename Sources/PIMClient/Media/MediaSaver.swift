import CatalogModels

/// Has one media file on disk.
struct MediaSaver {
  let folder: MediaFolder
  let request: MediaRequest
  let known: MediaState.Entry?

  private var name: String { MediaName.of(request.source) }

  /// What an answer's head says to do with its body.
  private enum Head {
    case unchanged(MediaState.Entry)
    case take(MediaDownload, from: Int)
    /// The server has no such range: ask for all of it.
    case all
  }

  func run() async throws(CatalogError) -> SavedMedia {
    let present = known.flatMap { $0.name == name && isOnDisk($0) ? $0 : nil }
    if let present, isUnchanged(present) { return SavedMedia(entry: present, way: .unchanged) }
    if let size = request.size { try check(announced: size) }
    var part = try PartialFile(name, in: folder.path)
    do throws(CatalogError) {
      return try await fill(&part, present)
    } catch {
      // Bytes that cannot become the file are of no use to the next attempt.
      if part.length == 0 || !Self.isTransient(error) && error.code != .cancelled { part.discard() }
      throw error
    }
  }

  private func isOnDisk(_ entry: MediaState.Entry) -> Bool {
    DiskFile.length(of: "\(folder.path)/\(entry.name)") == entry.size
  }

  private func isUnchanged(_ entry: MediaState.Entry) -> Bool {
    if let size = request.size, size != entry.size { return false }
    return switch request.source {
    case .file: true
    case .link: request.updated != nil && request.updated == entry.updated
    }
  }

  // MARK: Downloading

  private func fill(
    _ part: inout PartialFile, _ present: MediaState.Entry?
  ) async throws(CatalogError) -> SavedMedia {
    let policy = folder.media.connection.configuration.retry
    var mayResume = true
    var retries = 0
    while true {
      let tag = part.entityTag
      let offset = mayResume && canResume(part, tag) ? part.length : 0
      // What fails before the body was tried again already.
      let answer = try await MediaAnswer.get(request.source, folder, conditions(offset, tag, present))
      switch try head(answer, offset, present) {
      case .unchanged(let entry):
        part.discard()
        return SavedMedia(entry: entry, way: .unchanged)
      case .all:
        mayResume = false
      case .take(let download, let start):
        if start == 0 { try part.restart(download.entityTag) }
        let before = part.length
        do throws(CatalogError) {
          try await append(download, to: &part)
        } catch {
          // A megabyte of progress makes up for an interruption: a long file may well be interrupted often.
          if part.length - before >= 1 << 20 { retries = 0 }
          guard Self.isTransient(error), retries < policy.retries else { throw error }
          retries += 1
          try await pause(retries)
          continue
        }
        try finish(part)
        let entry = MediaState.Entry(
          name: name, size: part.length, entityTag: download.entityTag, updated: request.updated)
        return SavedMedia(entry: entry, way: start == 0 ? .downloaded : .resumed(at: start))
      }
    }
  }

  private func pause(_ retry: Int) async throws(CatalogError) {
    let caller = folder.media.connection.caller
    let configuration = caller.configuration
    do {
      try await caller.time.sleep(
        for: configuration.retry.delay(beforeRetry: retry, random: configuration.random()))
    } catch {
      throw CatalogError(.cancelled, "the task was cancelled", request: requestLine, underlying: error)
    }
  }

  /// A file's code stands for its bytes; a link's bytes are the same only while its tag is.
  private func canResume(_ part: PartialFile, _ tag: String?) -> Bool {
    guard part.length > 0 else { return false }
    if case .file = request.source { return true }
    return tag != nil
  }

  private func conditions(_ offset: Int, _ tag: String?, _ present: MediaState.Entry?) -> HTTPHeaders {
    // A coded body has neither the length nor the ranges of the file.
    var headers: HTTPHeaders = ["Accept-Encoding": "identity"]
    if offset > 0 {
      headers["Range"] = "bytes=\(offset)-"
      if let tag { headers["If-Range"] = tag }
    } else if let tag = present?.entityTag, EntityTag.isSafe(tag) {
      headers["If-None-Match"] = tag
    }
    return headers
  }

  private func head(
    _ answer: MediaDownload, _ offset: Int, _ present: MediaState.Entry?
  ) throws(CatalogError) -> Head {
    switch answer.status {
    case 200:
      try refusePage(answer)
      if let size = answer.size { try check(announced: size) }
      return .take(answer, from: 0)
    case 206 where offset > 0:
      guard let range = ContentRange(answer.headers["Content-Range"]), range.start == offset else { return .all }
      if let total = range.total { try check(announced: total) }
      return .take(answer, from: offset)
    case 304:
      guard var entry = present else { break }
      entry.updated = request.updated
      return .unchanged(entry)
    case 416 where offset > 0: return .all
    default: break
    }
    throw CatalogError(
      .unexpectedStatus, "the server answers with a status that a download does not have",
      request: requestLine, status: answer.status)
  }

  private func append(_ download: MediaDownload, to part: inout PartialFile) async throws(CatalogError) {
    do {
      for try await chunk in download.body {
        guard part.length + chunk.count <= min(folder.options.largestFile, request.size ?? .max) else {
          try check(announced: part.length + chunk.count)
          return
        }
        try part.append(chunk)
      }
    } catch let error as CatalogError {
      throw error
    } catch {
      throw CatalogError(.connectionLost, "the download broke off", request: requestLine, underlying: error)
    }
  }

  private func finish(_ part: PartialFile) throws(CatalogError) {
    try check(announced: part.length)
    try part.finish()
  }

  // MARK: Refusing

  private func check(announced size: Int) throws(CatalogError) {
    if size > folder.options.largestFile {
      throw CatalogError(
        .payloadTooLarge, "the file has \(size) bytes or more, \(folder.options.largestFile) are accepted",
        advice: "Raise `largestFile` if that is right.", request: requestLine)
    }
    if let expected = request.size, expected != size {
      throw CatalogError(
        .unexpectedContent, "the file has \(size) bytes, its metadata say \(expected)",
        advice: "Read the metadata again and download the file that they name.", request: requestLine)
    }
  }

  /// A page in place of an image: a login's, a proxy's, a maintenance notice.
  private func refusePage(_ answer: MediaDownload) throws(CatalogError) {
    guard answer.contentType?.lowercased().hasPrefix("text/html") == true, !name.hasSuffix(".html"),
      !name.hasSuffix(".htm")
    else { return }
    throw CatalogError(
      .unexpectedContent, "the server answers with an HTML page where a media file is due",
      advice: "Check the address; a link may lead to a page about the file.", request: requestLine, status: 200)
  }

  private var requestLine: String { "GET \(request.source.shown)" }

  private static func isTransient(_ error: CatalogError) -> Bool {
    [.connectionLost, .timedOut, .unreachable, .rateLimited, .serverError].contains(error.code)
  }
}
