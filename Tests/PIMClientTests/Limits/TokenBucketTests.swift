import TestSupport
import Testing

@testable import PIMClient

struct TokenBucketTests {
  @Test("N26: never more calls than the limit in any second, whatever the moments at which they come")
  func neverMoreInAnySecond() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    var bucket = TokenBucket(perSecond: 7)
    var now: Duration = .zero
    var taken: [Duration] = []
    for _ in 0..<5_000 {
      now += .microseconds(Int.random(in: 0...300_000, using: &random) * (Bool.random(using: &random) ? 0 : 1))
      now += bucket.wait(at: now)
      #expect(bucket.wait(at: now) == .zero)
      bucket.take(at: now)
      taken.append(now)
    }
    for (index, start) in taken.enumerated() {
      let inWindow = taken[index...].prefix { $0 < start + .seconds(1) }.count
      #expect(inWindow <= 7, "seed \(seed)")
    }
  }

  @Test("N26: a whole second's calls may come at once, the next one waits for the first to be a second old")
  func burst() {
    var bucket = TokenBucket(perSecond: 100)
    for number in 0..<100 {
      #expect(bucket.wait(at: .milliseconds(number)) == .zero)
      bucket.take(at: .milliseconds(number))
    }
    #expect(bucket.wait(at: .milliseconds(100)) == .milliseconds(900))
    #expect(bucket.wait(at: .seconds(1)) == .zero)
  }

  @Test("A bucket gets half of what was in use, never less than one, and grows back to its size")
  func narrowAndWiden() {
    var bucket = TokenBucket(perSecond: 100)
    for _ in 0..<10 { bucket.take(at: .zero) }
    bucket.narrow(at: .milliseconds(500))
    #expect(bucket.size == 5)
    bucket.narrow(at: .seconds(9))
    #expect(bucket.size == 1)
    var sizes: [Int] = []
    for _ in 0..<8 {
      bucket.widen()
      sizes.append(bucket.size)
    }
    #expect(sizes == [2, 4, 8, 16, 32, 64, 100, 100])
  }

  @Test("A clock that jumps back keeps nobody waiting")
  func clockJumpsBack() {
    var bucket = TokenBucket(perSecond: 1)
    bucket.take(at: .seconds(86_400))
    #expect(bucket.wait(at: .seconds(1)) == .zero)
  }
}
