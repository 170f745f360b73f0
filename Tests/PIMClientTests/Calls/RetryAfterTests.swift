import Foundation
import Testing

@testable import PIMClient

struct RetryAfterTests {
  private let now = Date(timeIntervalSince1970: 784_111_777)

  @Test(
    "N27: Retry-After as seconds and as a date",
    arguments: [
      ("15", 15), ("0", 0), (" 7 ", 7), ("Sun, 06 Nov 1994 08:49:57 GMT", 20),
      ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("99999999999999999999999", 10 * 365 * 86_400),
    ])
  func readable(_ text: String, _ seconds: Int) {
    #expect(RetryAfter.parse(text, now: now) == .seconds(seconds))
  }

  @Test("N27: what is no Retry-After", arguments: ["", "-5", "1.5", "soon", "1e9", "٣"])
  func unreadable(_ text: String) {
    #expect(RetryAfter.parse(text, now: now) == nil)
  }

  @Test("N27: the wait doubles, up to a bound, and half of it is random")
  func delays() {
    let policy = RetryPolicy(initialDelay: .seconds(1), maximumDelay: .seconds(10))
    #expect((1...6).map { policy.delay(beforeRetry: $0, random: 1) } == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
    #expect(policy.delay(beforeRetry: 2, random: 0) == .seconds(1))
    #expect(policy.delay(beforeRetry: 2, random: 0.5) == .milliseconds(1_500))
    #expect(policy.delay(beforeRetry: 1_000_000, random: 1) == .seconds(10))
  }
}
