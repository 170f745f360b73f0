import ArgumentParser
import SyncPlanner

/// A brake on the command line, as the plan that was held back showed it: `disables:products=40`, or
/// `clears:products:title.de=300` where it is about a field.
struct ReleaseArgument: ExpressibleByArgument, Sendable {
  let brake: SyncPolicy.Brake

  init?(argument: String) {
    let halves = argument.split(separator: "=", omittingEmptySubsequences: false)
    let parts = (halves.first ?? "").split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count == 2, let count = Int(halves[1]), count > 0, parts.count > 1, parts.allSatisfy({ !$0.isEmpty }),
      let kind = SyncPolicy.Brake.Kind(rawValue: String(parts[0]))
    else { return nil }
    brake = SyncPolicy.Brake(
      kind, SyncFeed(String(parts[1])), field: parts.count > 2 ? String(parts[2]) : nil, count: count,
      of: count)
  }
}

extension SyncPolicy.Brake {
  /// What lets it go on the command line.
  var argument: String {
    ([kind.rawValue, feed.rawValue] + (field.map { [$0] } ?? [])).joined(separator: ":") + "=\(count)"
  }
}
