/// A piece of work that can be done again and again with the same result.
struct Work {
  let name: String
  /// How much one doing is, in the unit of the measure: bytes, keys, values.
  let amount: Int
  /// Does it once and gives something that depends on all of it, so that nothing is left out by the optimiser.
  let run: () throws -> Int
}

/// Measures works by turns, so that what disturbs the machine for a while disturbs all of them, and keeps the best of
/// each: what the code can do, and not what else was going on.
struct Rounds {
  var count = 7
  /// How long each work is measured in a round, in seconds.
  var seconds = 0.3

  /// The best rate of each work, in amounts a second of CPU time, in the order of the works.
  func rates(_ works: [Work]) throws -> [Double] {
    // Once before, so that nothing is made for the first time while the clock runs.
    let results = try works.map { try $0.run() }
    var best = Array(repeating: 0.0, count: works.count)
    for _ in 0..<count {
      for (place, work) in works.enumerated() {
        best[place] = max(best[place], try rate(work, results[place]))
      }
    }
    return best
  }

  private func rate(_ work: Work, _ result: Int) throws -> Double {
    let start = CPUTime.now
    var times = 0
    var elapsed = 0.0
    repeat {
      guard try work.run() == result else { throw BenchmarkFailure("\(work.name) gave another result the second time") }
      times += 1
      elapsed = CPUTime.now - start
    } while elapsed < seconds
    return Double(times * work.amount) / elapsed
  }
}
