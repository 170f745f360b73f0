import Testing
import ValueParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct CatalogDateTests {
  @Test(
    "a day is the one that is written, whatever the time and the zone",
    arguments: [
      "2024-06-01", "2024-06-01T00:00:00+00:00", "2024-06-01T00:00:00+14:00", "2024-06-01T23:59:59-11:00",
      "2024-06-01T08:58:00.101Z", "2024-06-01 10:00:00", "2024-06-01T00:00:00+0000",
    ])
  func datesNeverShift(_ text: String) throws {
    let date = try #require(CatalogDate(text))
    #expect(date.description == "2024-06-01")
    #expect((date.year, date.month, date.day) == (2024, 6, 1))
  }

  @Test(
    "what the calendar does not have, or is written in another way, is no day",
    arguments: [
      "", "2024", "2024-6-1", "2024-02-30", "2023-02-29", "1900-02-29", "2024-00-10", "2024-13-01", "2024-01-00",
      "01/06/2024", "2024-06-01x", "2024-06-01T", "2024-06-01Tnoon", "-024-06-01", "2024/06/01", "20240601",
    ])
  func datesRefuseOtherText(_ text: String) {
    #expect(CatalogDate(text) == nil)
  }

  @Test("leap days", arguments: ["2024-02-29", "2000-02-29"])
  func leapDays(_ text: String) {
    #expect(CatalogDate(text)?.description == text)
  }

  @Test(
    "days count from 1970 as Foundation's seconds do",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2024-02-29", 19_782), ("0000-01-01", -719_528),
      ("9999-12-31", 2_932_896),
    ])
  func daysSince1970(_ text: String, _ days: Int) throws {
    let date = try #require(CatalogDate(text))
    #expect(date.daysSince1970 == days)
    #expect(date.startInGMT == Date(timeIntervalSince1970: Double(days) * 86_400))
  }

  @Test("days are in order")
  func datesAreOrdered() throws {
    let days = try ["2024-02-01", "2023-12-31", "2024-01-15"].map { try #require(CatalogDate($0)) }
    #expect(days.sorted().map(\.description) == ["2023-12-31", "2024-01-15", "2024-02-01"])
  }
}
