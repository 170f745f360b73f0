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
  func shows(_ words: String) -> Bool { Self.unbroken(text).contains(Self.unbroken(words)) }

  private static func unbroken(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
