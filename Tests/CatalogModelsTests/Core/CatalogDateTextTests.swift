import CatalogModels
import Foundation
import Testing

struct CatalogDateTextTests {
  @Test(
    "Moments are read in every form that the API shows",
    arguments: [
      ("1970-01-01T00:00:00Z", 0.0),
      ("2016-06-23T18:24:44+02:00", 1_466_699_084),
      ("2024-02-22T17:31:00Z", 1_708_623_060),
      ("2026-04-22T07:39:37+0000", 1_776_843_577),
      ("2021-04-29T08:58:00.101Z", 1_619_686_680.101),
      ("2017-06-28T08:00:00", 1_498_636_800),
      ("2017-06-28 08:00:00", 1_498_636_800),
      ("2017-08-08", 1_502_150_400),
      ("2012-03-13T00:00:00+01:00", 1_331_593_200),
      ("2021-02-03T23:45:60+00:00", 1_612_395_960),
      ("2020-02-29T23:59:59-03:30", 1_583_033_399),
      ("1600-02-29T00:00:00Z", -11_670_998_400),
      ("0001-01-01T00:00:00Z", -62_135_596_800),
      ("2024-05-01T10:00+02", 1_714_550_400),
    ])
  func momentsInDocumentedForms(_ text: String, _ seconds: Double) throws {
    let date = try #require(Date(catalogText: text))
    #expect(abs(date.timeIntervalSince1970 - seconds) < 0.0005)
  }

  @Test(
    "What is no moment is none",
    arguments: [
      "", "2024", "2024-1-01", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32", "1900-02-29",
      "2024-01-01T", "2024-01-01T24:00:00Z", "2024-01-01T10:60:00Z", "2024-01-01T10:00:61Z", "2024-01-01T10:00:00X",
      "2024-01-01T10:00:00Zx", "2024-01-01T10:00:00.Z", "2024-01-01T10:00:00+", "2024-01-01T10:00:00+25:00",
      "2024-01-01T10:00:00+01:", "20240101", "٢٠٢٤-٠١-٠١", "2024-01-01T10:00:00+01:60", "-2024-01-01", "tomorrow",
    ])
  func textThatIsNoMoment(_ text: String) {
    #expect(Date(catalogText: text) == nil)
  }

  @Test("Moments agree with Foundation over seven centuries")
  func momentsAgreeWithFoundation() throws {
    // Foundation's own calendar is the Julian one before 1582.
    for day in stride(from: -141_000, to: 150_000, by: 37) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 12_345)
      #expect(Date(catalogText: date.formatted(.iso8601)) == date)
    }
  }
}
