/// What is wrong with a catalog folder, and in which line of which file.
public struct CatalogFolderError: Error, Sendable, CustomStringConvertible {
  /// What went wrong. More codes may come.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Reason: String { case unreadable, unwritable, malformedLine, missingKey }

    private let reason: Reason

    /// The folder or a file of it cannot be read.
    public static let unreadable = Code(reason: .unreadable)
    /// The folder or a file of it cannot be written.
    public static let unwritable = Code(reason: .unwritable)
    /// A line is not one JSON object in UTF-8.
    public static let malformedLine = Code(reason: .malformedLine)
    /// A row lacks the field that is its key, or one that names what it belongs to.
    public static let missingKey = Code(reason: .missingKey)

    /// The code's name.
    public var description: String { reason.rawValue }
  }

  /// What went wrong.
  public let code: Code
  /// The file's name, such as `products.jsonl`, or the folder's path.
  public let file: String
  /// The line, from 1, where it is one line's fault.
  public let line: Int?
  /// One sentence for people.
  public let message: String
  /// The error below, where there is one.
  public let underlying: (any Error)?

  init(_ code: Code, file: String, line: Int? = nil, _ message: String, underlying: (any Error)? = nil) {
    self.code = code
    self.file = file
    self.line = line
    self.message = message
    self.underlying = underlying
  }

  /// File, line and sentence.
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(message) (\(code))"
  }
}
