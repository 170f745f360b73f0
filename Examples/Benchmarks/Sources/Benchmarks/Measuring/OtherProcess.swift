import Foundation

/// This program again, so that what it does there takes none of this process's memory.
enum OtherProcess {
  static func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchmarkFailure("\(arguments[0]) failed in another process") }
  }
}
