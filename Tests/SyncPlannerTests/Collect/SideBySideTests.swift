import Testing

@testable import SyncPlanner

struct SideBySideTests {
  @Test("Results come in the order of the inputs, however the readings end", arguments: [1, 3, 20])
  func keepsOrder(atOnce: Int) async throws {
    var used: [Int] = []
    try await sideBySide(Array(0..<10), atOnce: atOnce) { number in
      for _ in 0..<(10 - number) { await Task.yield() }
      return number * 2
    } then: { input, output in
      #expect(output == input * 2)
      used.append(input)
    }
    #expect(used == Array(0..<10))
  }

  @Test("No more are on their way than allowed")
  func limits() async throws {
    let counter = Counter()
    try await sideBySide(Array(0..<30), atOnce: 4) { _ in
      await counter.enter()
      for _ in 0..<5 { await Task.yield() }
      await counter.leave()
    } then: { _, _ in
    }
    #expect(await counter.most <= 4)
    #expect(await counter.total == 30)
  }

  private actor Counter {
    var now = 0
    var most = 0
    var total = 0
    func enter() {
      now += 1
      total += 1
      most = max(most, now)
    }
    func leave() { now -= 1 }
  }

  @Test("The first failure ends all")
  func fails() async throws {
    struct Broken: Error {}
    var used: [Int] = []
    await #expect(throws: Broken.self) {
      try await sideBySide(Array(0..<10), atOnce: 3) { number in
        if number == 4 { throw Broken() }
        return number
      } then: { _, output in
        used.append(output)
      }
    }
    #expect(used.allSatisfy { $0 < 4 })
  }

  @Test("Nothing to read is nothing to do")
  func empty() async throws {
    try await sideBySide([Int](), atOnce: 4) {
      $0
    } then: { _, _ in
      Issue.record("there is nothing to use")
    }
  }
}
