import PIMClient
import Testing

@testable import SyncPlanner

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// F4: the window in which a run looks for changes.
struct ReadingWindowTests {
  private func window(
    _ watermark: String, at start: Int = 100_000, lag: Int = 600, zone: FilterZone? = FilterZone(shift: 0, isUTC: true)
  ) -> ReadingWindow {
    var window = ReadingWindow()
    window.feeds = [.products, .assets]
    window.basis = "b"
    window.overlap = .seconds(lag)
    window.zone = zone
    window.since = [.products: SourceWatermark(rawValue: watermark), .assets: SourceWatermark(rawValue: watermark)]
    window.note(Date(timeIntervalSince1970: Double(start)))
    return window
  }

  private func begin(_ window: ReadingWindow, _ feed: SyncFeed = .products) -> Int? {
    window.begin(of: feed).map { Int($0.timeIntervalSince1970) }
  }

  @Test(
    "F4: it looks back as far as the index may lag or the last run took, whichever is longer", arguments: [0, 5_000])
  func overlap(lasted: Int) {
    #expect(begin(window("2 50000 \(lasted) b")) == 50_000 - max(600, lasted) - 1)
  }

  @Test("F4: a run remembers how long the server's clock ran meanwhile")
  func remembersDuration() {
    var window = window("")
    window.note(Date(timeIntervalSince1970: 100_700))
    #expect(window.watermark(of: .products)?.rawValue == "2 100000 700 b")
  }

  @Test("A watermark of the version before holds")
  func oldWatermarks() {
    #expect(begin(window("1 50000 b")) == 50_000 - 601)
  }

  @Test("A server's clock that was set back between two runs makes the next one read everything")
  func clockSetBackBetweenRuns() {
    #expect(begin(window("2 50000 10 b", at: 49_999)) == nil)
    #expect(begin(window("2 50000 10 b", at: 50_000)) != nil)
  }

  @Test("A server's clock that is set back while a run reads sets its start back")
  func clockSetBackInMidRun() {
    var window = window("")
    window.note(Date(timeIntervalSince1970: 96_400))
    #expect(window.watermark(of: .products)?.rawValue == "2 96400 3600 b")
  }

  @Test("A clock that is a year ahead for one run costs a full read and loses nothing")
  func clockAhead() {
    var ahead = window("2 50000 10 b", at: 31_600_000)
    #expect(begin(ahead) == 50_000 - 601)
    ahead.note(Date(timeIntervalSince1970: 31_600_010))
    let mark = ahead.watermark(of: .products)?.rawValue ?? ""
    #expect(begin(window(mark, at: 103_600)) == nil)
  }

  static let zones: [(FilterZone?, Int)] = [
    (FilterZone(shift: 0, isUTC: true), 0), (FilterZone(shift: 7_200, isUTC: false), 7_200 - 3_600),
    (FilterZone(shift: -18_000, isUTC: false), -18_000 - 3_600), (nil, -14 * 3_600),
  ]

  @Test(
    "N24: moments are written in the server's zone, an hour earlier where clocks are set for summer", arguments: zones)
  func zone(zone: FilterZone?, shift: Int) {
    #expect(begin(window("2 50000 10 b", zone: zone)) == 50_000 - 601 + shift)
    // Records and assets have moments with a zone of their own.
    #expect(begin(window("2 50000 10 b", zone: zone), .assets) == 50_000 - 601)
  }
}
