internal import CatalogJSON
internal import PIMClient

/// Media files: metadata of product media, downloads of all kinds.
extension SandboxServer {
  mutating func mediaFiles(_ request: IncomingRequest, edits: PageEdits) throws(Refusal) -> ServerAnswer {
    let resource = Resource(
      file: .mediaFiles, pattern: ["media-files"], name: "Media file", plural: "media files", paging: .offset)
    return try list(resource, [], request, edits: edits)
  }

  func mediaFile(_ code: String, _ request: IncomingRequest) throws(Refusal) -> ServerAnswer {
    guard let item = store.item(.mediaFiles, code) else {
      throw Refusal(404, "Media file \"\(code)\" does not exist.")
    }
    let rendering = ItemRendering(
      file: .mediaFiles, store: store, dialect: dialect, links: LinkWriter(request, dialect), query: request.query)
    var object = rendering.object(item)
    object.prepend("_links", .object(NodeObject(rendering.links(of: item))))
    return .json(json.bytes(object))
  }

  func download(_ kind: MediaKind, _ code: String, _ request: IncomingRequest) throws(Refusal) -> ServerAnswer {
    let content = store.item(.mediaContents, code)
    guard let content, content.json["kind"]?.string.map({ $0 == kind.rawValue }) ?? true,
      let bytes = MediaContent.bytes(of: content)
    else {
      throw Refusal(
        404,
        store.item(.mediaFiles, code) == nil
          ? "Media file \"\(code)\" does not exist." : "Media file \"\(code)\" is not present on the filesystem.")
    }
    let meta = store.item(.mediaFiles, code)
    let type = meta?.json["mime_type"]?.string ?? content.json["mime_type"]?.string ?? "application/octet-stream"
    let name = meta?.json["original_filename"]?.string ?? MediaContent.originalName(of: code)
    var answer = ServerAnswer(
      headers: [
        ("Content-Type", type),
        ("Content-Disposition", "attachment; filename=\"\(name.replacing("\"", with: ""))\""),
      ], body: bytes)
    guard dialect.servesRanges else { return answer }
    let tag = "\"\(content.json.fingerprint().hex)\""
    answer.headers += [("ETag", tag), ("Accept-Ranges", "bytes")]
    if request.headers["If-None-Match"] == tag { return ServerAnswer(status: 304, headers: [("ETag", tag)]) }
    guard let range = request.headers["Range"], request.headers["If-Range"].map({ $0 == tag }) ?? true else {
      return answer
    }
    return Self.part(of: answer, range)
  }

  /// Answers `Range: bytes=from-to`; any other form of range is passed over, as HTTP allows.
  private static func part(of answer: ServerAnswer, _ range: String) -> ServerAnswer {
    var answer = answer
    let size = answer.body.count
    let bounds = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard range.hasPrefix("bytes="), bounds.count == 2, let from = Int(bounds[0]), from >= 0 else { return answer }
    let to = min(Int(bounds[1]) ?? size - 1, size - 1)
    guard from < size, from <= to else {
      return ServerAnswer(status: 416, headers: [("Content-Range", "bytes */\(size)")])
    }
    answer.status = 206
    answer.headers.append(("Content-Range", "bytes \(from)-\(to)/\(size)"))
    answer.body = Array(answer.body[from...to])
    return answer
  }
}
