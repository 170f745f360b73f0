/// A rule of a conformance suite that was broken: which one, and what was seen.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
  /// The rule's name, as the suite lists it.
  public let rule: String
  /// What should have been, and what was.
  public let message: String
  /// The error that was seen, where it was one.
  public let underlying: (any Error)?

  /// Creates a failure.
  public init(rule: String, _ message: String, underlying: (any Error)? = nil) {
    self.rule = rule
    self.message = message
    self.underlying = underlying
  }

  /// The rule and the sentence.
  public var description: String {
    "\(rule): \(message)\(underlying.map { " (\($0))" } ?? "")"
  }
}
