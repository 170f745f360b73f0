#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads `Retry-After`: seconds, or a date.
enum RetryAfter {
  /// What no server means; anything longer is cut to it, so that nothing overflows.
  private static let longest = 10 * 365 * 86_400

  /// - Parameter now: The server's time, from which a date counts.
  static func parse(_ text: String, now: Date) -> Duration? {
    let text = text.split(separator: " ").joined(separator: " ")
    if !text.isEmpty, text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
      return .seconds(min(Int(text) ?? longest, longest))
    }
    guard let date = HTTPDate.parse(text) else { return nil }
    let seconds = date.timeIntervalSince(now)
    return .seconds(min(max(0, Int(seconds.rounded(.up))), longest))
  }
}
