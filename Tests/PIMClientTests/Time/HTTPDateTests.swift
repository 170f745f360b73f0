import Foundation
import Testing

@testable import PIMClient

struct HTTPDateTests {
  @Test(
    "Dates of HTTP headers",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199.0),
      ("fri, 31 dec 1999 23:59:59 gmt", 946_684_799.0),
      ("Sat, 01 Mar 2025 00:00:00 UTC", 1_740_787_200.0),
    ])
  func validDate(_ text: String, _ seconds: Double) {
    #expect(HTTPDate.parse(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(
    "What is no date",
    arguments: [
      "", "120", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49 GMT",
      "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov +994 08:49:37 GMT",
    ])
  func invalidDate(_ text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }

  @Test("Calendar and clock agree with each other over two thousand years")
  func civilTimeRoundTrip() {
    var seconds = -30_000_000_000.0
    while seconds < 60_000_000_000 {
      let date = Date(timeIntervalSince1970: seconds)
      #expect(CivilTime(date).date == date)
      seconds += 86_399 * 977
    }
  }

  @Test("A moment at an offset from UTC", arguments: [(0, "00:30:00"), (3_600, "01:30:00"), (-3_600, "23:30:00")])
  func civilTimeAtOffset(_ offset: Int, _ text: String) {
    let civil = CivilTime(Date(timeIntervalSince1970: 1_704_069_000.9), secondsFromUTC: offset)
    #expect(civil.timeText == text)
    #expect(civil.dayText == (offset < 0 ? "2023-12-31" : "2024-01-01"))
  }

  @Test("Dates beyond the calendar are cut and do not trap", arguments: [1e300, -1e300, Double.infinity])
  func civilTimeOfAbsurdDate(_ seconds: Double) {
    #expect(CivilTime(Date(timeIntervalSince1970: seconds)).month > 0)
  }
}
