import CatalogModels
import Foundation
import PIMClient

/// A row of the tables in `Docs/Filters.md`. Its Swift spelling is cut out of the source of the row itself, which
/// compiles, so that it cannot differ from the code.
struct FilterRow<Subject: Sendable>: Sendable {
  /// The property, or the attribute types that take the test.
  let property: String
  /// The operators that are sent.
  let operators: [String]
  /// What the value is, `nothing` for an operator that takes none.
  let value: String
  /// The versions and editions that know it.
  let servers: String
  let subject: Subject
  /// The line of the call, from 1.
  let line: Int
  let file: String

  init(
    _ property: String, _ operators: String, _ value: String, _ servers: String = "all", line: Int = #line,
    file: String = #filePath, _ subject: () -> Subject
  ) {
    self.property = property
    self.operators = operators.split(separator: ", ").map(String.init)
    self.value = value
    self.servers = servers
    self.subject = subject()
    self.line = line
    self.file = file
  }

  /// What stands between the braces of the row.
  func spelling() throws -> String {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line) else { throw Unexpected("no line \(line) in \(file)") }
    let indent = lines[line - 1].prefix { $0 == " " } + "}"
    let body = lines[line...].prefix { !$0.hasPrefix(indent) }
    guard !body.isEmpty else { throw Unexpected("no body at line \(line)") }
    return body.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
  }

  /// The row as Markdown.
  func markdown() throws -> String {
    let operators = operators.map { "`\($0)`" }.joined(separator: ", ")
    let names = property.split(separator: ", ")
    // A property's name is set as code, words are not.
    let property = names.allSatisfy { !$0.contains(" ") } ? names.map { "`\($0)`" }.joined(separator: ", ") : property
    return "| \(property) | \(operators) | \(value) | \(servers) | `\(try spelling())` |"
  }
}
