import Foundation

/// What Linux says of this process's memory, in KiB; nothing on other systems.
struct ProcessMemory {
  /// The present resident size.
  var resident: Int?
  /// The largest resident size since the start or the last ``forgetPeak()``.
  var peak: Int?

  static var now: ProcessMemory {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return .init() }
    func field(_ name: String) -> Int? {
      for line in status.split(separator: "\n") where line.hasPrefix("\(name):") {
        return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
      }
      return nil
    }
    return ProcessMemory(resident: field("VmRSS"), peak: field("VmHWM"))
  }

  /// Lets the peak begin anew, where the system allows it.
  static func forgetPeak() {
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  }

  var text: String { "VmRSS \(resident.map(String.init) ?? "?") KiB, VmHWM \(peak.map(String.init) ?? "?") KiB" }
}
