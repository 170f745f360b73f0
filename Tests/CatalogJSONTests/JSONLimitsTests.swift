import CatalogJSON
import Foundation
import Testing

struct JSONLimitsTests {
  @Test("A document as deep as the limit is read, a deeper one is refused", arguments: [1, 2, 7, 128, 256])
  func keepsDepth(_ depth: Int) throws {
    let limits = JSONLimits(depth: depth)
    _ = try parsed(nested(depth), limits: limits)
    _ = try parsed(nested(depth, around: "0"), limits: limits)
    _ = try parsed(nested(depth - 1, around: "{}"), limits: limits)
    #expect(refusal(of: Array(nested(depth + 1).utf8), limits: limits) == JSONError(.tooDeep, at: depth))
  }

  @Test("Without depth there are only scalars")
  func allowsOnlyScalars() throws {
    let limits = JSONLimits(depth: 0)
    _ = try parsed("\"text\"", limits: limits)
    #expect(refusal(of: Array("[]".utf8), limits: limits) == JSONError(.tooDeep, at: 0))
  }

  @Test("Depth counts what is open, not what was")
  func countsOpenLevels() throws {
    let limits = JSONLimits(depth: 2)
    _ = try parsed("[[],{},[1],{\"a\":1}]", limits: limits)
    #expect(refusal(of: Array("[[1],[2],[[]]]".utf8), limits: limits) == JSONError(.tooDeep, at: 10))
  }

  @Test(
    "No caller can set a limit that the stack does not bear",
    arguments: [(Int.max, 256), (257, 256), (256, 256), (0, 0), (-1, 0), (Int.min, 0)])
  func boundsDepth(_ asked: Int, _ given: Int) {
    #expect(JSONLimits(depth: asked).depth == given)
  }

  @Test("By default, 128 levels")
  func defaultDepth() {
    #expect(JSONLimits.default.depth == 128)
    #expect(JSONLimits().depth == 128)
  }

  @Test("The deepest document fits on a thread's stack: read, walked, compared, written in canonical form")
  func fitsOnSmallStack() async throws {
    let arrays = nested(JSONLimits.maximumDepth, around: "1")
    let objects =
      String(repeating: "{\"a\":", count: JSONLimits.maximumDepth) + "1"
      + String(repeating: "}", count: JSONLimits.maximumDepth)
    let results = await withCheckedContinuation { continuation in
      let thread = Thread {
        continuation.resume(
          returning: [arrays, objects].map { text -> Bool in
            guard let slice = try? parsed(text, limits: JSONLimits(depth: .max)) else { return false }
            let spaced = try? parsed(text.replacing("1", with: " 1 "), limits: JSONLimits(depth: .max))
            return slice.canonicalText == text && slice == spaced
          })
      }
      thread.stackSize = 512 * 1024  // what a secondary thread has on Apple's systems
      thread.start()
    }
    #expect(results == [true, true])
  }
}
