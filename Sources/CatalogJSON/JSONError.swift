/// Why bytes are not acceptable JSON, and where.
@frozen
@usableFromInline
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  @frozen
  @usableFromInline
  package enum Reason: String, Hashable, Sendable {
    case unexpectedEnd = "the document ends in the middle of a value"
    case unexpectedByte = "a byte that cannot stand here"
    case invalidLiteral = "a word that is not true, false or null"
    case invalidNumber = "a number that is not written as JSON asks"
    case controlCharacter = "a control character inside a string"
    case invalidEscape = "an escape that JSON does not know"
    case loneSurrogate = "half of a surrogate pair"
    case invalidUTF8 = "bytes that are not UTF-8"
    case trailingBytes = "more bytes after the end of the document"
    case tooDeep = "more levels of nesting than are accepted"
    case tooLarge = "a document larger than 4 GiB"
  }

  @usableFromInline package let reason: Reason
  /// Bytes from the start of the document to the place that could not be read.
  @usableFromInline package let offset: Int

  @inlinable package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  @usableFromInline
  package var description: String { "\(reason.rawValue), at byte \(offset)" }
}

/// How much of a document is accepted.
@frozen
@usableFromInline
package struct JSONLimits: Hashable, Sendable {
  /// No limit goes deeper: values are walked by recursion, which has to fit on the stack of any thread.
  package static let maximumDepth = 256

  /// Levels of objects and arrays inside each other, 0 to ``maximumDepth``.
  @usableFromInline package let depth: Int

  /// A depth out of bounds is brought to the nearest that is not.
  package init(depth: Int = 128) {
    self.depth = min(max(depth, 0), Self.maximumDepth)
  }

  @usableFromInline
  package static let `default` = JSONLimits()
}
