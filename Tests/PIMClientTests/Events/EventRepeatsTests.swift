import CatalogModels
import PIMClient
import TestSupport
import Testing

struct EventRepeatsTests {
  private static func event(_ id: String) throws -> PIMEvent {
    try #require(PIMEvent.events(unverified: #"{"specversion":"1.0","id":"\#(id)"}"#.utf8).first)
  }

  @Test("N34: an event that comes twice is taken once")
  func takenOnce() throws {
    var repeats = EventRepeats()
    #expect(
      try ["a", "b", "a", "c", "b", "A"].map { repeats.isNew(try Self.event($0)) } == [
        true, true, false, true, false, true,
      ])
  }

  @Test("The memory is bounded: the oldest events are forgotten first")
  func bounded() throws {
    var repeats = EventRepeats(capacity: 100)
    for number in 0..<1_000 { #expect(repeats.isNew(try Self.event("\(number)"))) }
    #expect(repeats.count == 100)
    for number in 900..<1_000 { #expect(!repeats.isNew(try Self.event("\(number)"))) }
    #expect(repeats.isNew(try Self.event("899")))
    #expect(repeats.isNew(try Self.event("900")))
    #expect(repeats.count == 100)
  }

  @Test("Events without an id are never taken for repeats")
  func withoutID() throws {
    var repeats = EventRepeats(capacity: 1)
    let event = try #require(PIMEvent.events(unverified: #"{"specversion":"1.0"}"#.utf8).first)
    #expect([repeats.isNew(event), repeats.isNew(event)] == [true, true])
    #expect(repeats.count == 0)
  }
}
