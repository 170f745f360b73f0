import ArgumentParser
import SyncPlanner

/// A record's key on the command line: `products:94a039a0-…`.
struct KeyArgument: ExpressibleByArgument, Sendable {
  let key: RecordKey

  init?(argument: String) {
    guard let colon = argument.firstIndex(of: ":"), colon != argument.startIndex,
      argument.index(after: colon) != argument.endIndex
    else { return nil }
    key = RecordKey(SyncFeed(String(argument[..<colon])), String(argument[argument.index(after: colon)...]))
  }

  static let help: ArgumentHelp = "Feed and key, such as products:94a039a0-…; “pim-sync search” finds it."
}
