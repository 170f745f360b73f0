import Foundation
import Testing

/// A page of the documentation, for tests that hold it to what happens.
struct DocumentPage: CustomTestStringConvertible {
  let text: String
  let testDescription: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  init(_ path: String) throws {
    testDescription = path
    text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  /// Whether the page shows this, however it is broken into lines there.
  func shows(_ words: String) -> Bool { Self.shows(words, in: text) }

  /// Whether a part of a page shows this, likewise.
  static func shows(_ words: String, in part: String) -> Bool { unbroken(part).contains(unbroken(words)) }

  /// The sections below headings of the second rank, each with its heading.
  var sections: [String] { Array(text.components(separatedBy: "\n## ").dropFirst()) }

  /// What stands below a heading and above the next one of its rank; `nil` where there is no such heading.
  func section(_ heading: String) -> String? {
    let rank = heading.prefix { $0 == "#" }
    guard let start = text.range(of: "\n\(heading)\n") else { return nil }
    let rest = text[start.upperBound...]
    return String(rest[..<(rest.range(of: "\n\(rank) ")?.lowerBound ?? rest.endIndex)])
  }

  private static func unbroken(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
