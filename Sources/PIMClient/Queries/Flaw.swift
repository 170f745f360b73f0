/// Why the API would refuse a part of a query, known before anything is sent.
struct Flaw: Hashable, Sendable {
  /// What is wrong, as the end of a sentence that names the filter.
  let message: String
  /// What to do instead.
  let advice: String

  init(_ message: String, _ advice: String) {
    self.message = message
    self.advice = advice
  }
}
