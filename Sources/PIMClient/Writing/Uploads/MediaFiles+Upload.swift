public import CatalogModels

extension MediaFiles {
  /// Uploads a file, as a stream: memory holds a chunk of it.
  ///
  /// A file of a product, a product model or a category becomes the value that its owner names. One of an asset, a
  /// record or a reference entity is named by its code in a patch afterwards.
  ///
  /// An upload makes a new file each time, so it is not sent again where its answer is lost (N27).
  ///
  /// - Returns: The file's code (N30).
  /// - Throws: `CatalogError`.
  public func upload(_ file: MediaUpload, for owner: MediaOwner) async throws(CatalogError) -> Code<MediaFile> {
    let boundary = MultipartBody.boundary(connection.configuration.random)
    let body = try MultipartBody(file, tie: owner.tie, boundary: boundary)
    var call = Call(
      method: .post, path: try owner.kind.path.encoded(), contentType: "multipart/form-data; boundary=\(boundary)",
      repetition: .creates)
    call.stream = HTTPBody(body, length: body.length)
    let answer = try await connection.caller.answer(to: call, authorization: connection.tokens)
    guard let code = UploadedCode.read(answer.headers, owner.kind) else {
      throw CatalogError(
        .unexpectedContent, "the file was uploaded, but the answer does not say its code",
        advice: "Look it up where it belongs; uploading it again makes a second file.", request: call.line,
        status: answer.status)
    }
    return code
  }
}

/// Where an answer says the code of a new media file (N30).
enum UploadedCode {
  private static let headers = ["Asset-media-file-code", "Reference-entities-media-file-code"]

  static func read(_ headers: HTTPHeaders, _ kind: MediaFiles.Kind) -> Code<MediaFile>? {
    for name in Self.headers {
      if let code = headers[name], !code.isEmpty { return Code(code) }
    }
    guard let location = headers["Location"], let word = kind.words.first else { return nil }
    let path = location.prefix { $0 != "?" && $0 != "#" }
    guard let start = path.firstRange(of: "/\(word)/")?.upperBound else { return nil }
    var rest = path[start...]
    if let tail = kind.tail, rest.hasSuffix("/\(tail)") { rest = rest.dropLast(tail.utf8.count + 1) }
    guard let code = PercentEncoding.decodePath(rest), !code.isEmpty else { return nil }
    return Code(code)
  }
}
