import Foundation
import Testing

@testable import PIMURLSession

struct BodyBufferTests {
  @Test(
    "Bytes come out as they went in, whether they waited in memory or in the file", arguments: [1, 7, 42, 1_000_003])
  func orderIsKept(_ seed: UInt64) throws {
    // The seed is the test's argument, so a failure names it.
    var random = Random(state: seed)
    var buffer = BodyBuffer()
    var put: [UInt64] = []
    var taken: [UInt8] = []
    for _ in 0..<100 {
      let isFilling = random.next() % 3 > 0
      for _ in 0..<random.next() % 4 {
        if isFilling {
          let value = random.next()
          try buffer.append([UInt8](repeating: UInt8(truncatingIfNeeded: value), count: 500_000))
          put.append(value)
        } else if let chunk = try buffer.next() {
          taken += chunk
        }
      }
    }
    while let chunk = try buffer.next() { taken += chunk }
    #expect(taken == put.flatMap { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 500_000) })
    #expect(buffer.peak > BodyBuffer.memoryLimit - 500_000)
    #expect(buffer.peak <= BodyBuffer.memoryLimit + 500_000)
  }

  @Test("No temporary file has a name")
  func noFileIsLeft() throws {
    let folder = FileManager.default.temporaryDirectory
    func bodies() throws -> Set<String> {
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".body") })
    }
    let before = try bodies()
    var buffer = BodyBuffer()
    for _ in 0..<10 { try buffer.append([UInt8](repeating: 1, count: 1 << 20)) }
    #expect(try bodies().subtracting(before).isEmpty)
    #expect(try buffer.next()?.count == 1 << 20)
  }

  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
