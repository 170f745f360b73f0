import Foundation

/// What this process has used of the processors, in seconds. Unlike the time on the wall it does not grow while another
/// process has its turn.
enum CPUTime {
  static var now: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
