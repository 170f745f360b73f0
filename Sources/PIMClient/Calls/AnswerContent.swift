import CatalogModels

/// Looks at what an answer holds before it is read as JSON.
enum AnswerContent {
  /// Whether a body is a web page: a proxy's, a login's, a maintenance notice.
  static func isHTML(_ body: [UInt8], _ headers: HTTPHeaders) -> Bool {
    if let type = headers["Content-Type"]?.lowercased(), type.contains("json") { return false }
    if headers["Content-Type"]?.lowercased().contains("html") == true { return true }
    return body.first { !isSpace($0) } == UInt8(ascii: "<")
  }

  /// Refuses a good status with a body that cannot be JSON.
  static func check(_ answer: Answer, _ call: Call) throws(CatalogError) {
    if isHTML(answer.bytes, answer.headers) {
      throw CatalogError(
        .unexpectedContent, "the server answers with an HTML page where JSON is due",
        advice: "Check that the address is the PIM's own and not that of a proxy, a login or a maintenance page.",
        request: call.line, status: answer.status)
    }
    if !answer.bytes.contains(where: { !isSpace($0) }) {
      throw CatalogError(
        .malformedJSON, "the body is empty, at byte 0", advice: "Try again; ask who runs the PIM if it stays so.",
        request: call.line, status: answer.status)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
