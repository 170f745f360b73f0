import CatalogJSON
import CatalogModels

/// The statuses of a bulk upsert's items (N29): a line of JSON for each, numbered from 1, or an array.
struct UpsertAnswer: Sendable {
  private let answer: Answer
  private let call: Call
  private var entries: [JSONSlice] = []
  private var byLine: [Int: Int] = [:]
  private var byKey: [String: Int] = [:]
  /// Whether entries without a number stand in the order of what was sent.
  private let isArray: Bool

  init(_ answer: Answer, _ call: Call, isArray: Bool) {
    self.answer = answer
    self.call = call
    self.isArray = isArray
    // Some servers answer a lone item with an object, so both forms are looked for.
    if let whole = try? JSONSlice(parsing: answer.bytes), whole.kind == .array {
      entries = Array(whole.elements)
    } else {
      for line in answer.bytes.split(separator: UInt8(ascii: "\n")) {
        if let entry = try? JSONSlice(parsing: Array(line)), entry.kind == .object { entries.append(entry) }
      }
    }
    for (index, entry) in entries.enumerated() {
      if let line = entry["line"]?.int { byLine[line] = index }
      let key = entry["uuid"] ?? entry["identifier"] ?? entry["code"]
      if let key = key?.string ?? key?.numberText { byKey[key.asciiLowercased] = index }
    }
  }

  /// What the server says of one of the items, counted from 0.
  func outcome(ofLine index: Int, key: String, among count: Int) -> Result<WriteOutcome, CatalogError> {
    guard let entry = entry(index, key, count), let status = entry["status_code"]?.int else {
      let isHTML = AnswerContent.isHTML(answer.bytes, answer.headers)
      return .failure(
        CatalogError(
          .unexpectedContent,
          isHTML
            ? "the server answers with an HTML page where the items' statuses are due"
            : "the answer says nothing of `\(key)`",
          advice: "It is not known whether it was written. Sending it again does no harm.", request: call.line,
          status: answer.status))
    }
    switch status {
    case 201: return .success(.created)
    case 200..<300: return .success(.updated)
    default: return .failure(CatalogError(call, status: status, headers: answer.headers, body: Array(entry.utf8)))
    }
  }

  private func entry(_ index: Int, _ key: String, _ count: Int) -> JSONSlice? {
    if !byLine.isEmpty { return byLine[index + 1].map { entries[$0] } }
    if entries.count == count { return entries[index] }
    return byKey[key.asciiLowercased].map { entries[$0] }
  }
}
