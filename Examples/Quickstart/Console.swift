import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says what goes on: one line that updates itself on a terminal, plain lines elsewhere. Progress and errors go to
/// standard error, so that standard output holds results only.
final class Console: Sendable {
  private struct State {
    var phase = ""
    var count = 0
    /// The count at which the next plain line is due, and that of the last one.
    var nextLine = 0
    var said = 0
    var hasOpenLine = false

    /// The last plain line of a phase, where the one before it did not say where it ended.
    mutating func ending() -> String? {
      guard count > said else { return nil }
      said = count
      return "\(phase): \(count)\n"
    }
  }

  /// Where a text goes.
  enum Stream: Sendable {
    case output, error
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let write: @Sendable (String, Stream) -> Void

  /// Creates a console that hands on what it has to say.
  init(isTerminal: Bool, write: @escaping @Sendable (String, Stream) -> Void) {
    self.isTerminal = isTerminal
    self.write = write
  }

  /// The program's own.
  static func standard() -> Console {
    Console(isTerminal: isatty(STDERR_FILENO) == 1) { text, stream in
      let handle: FileHandle = stream == .output ? .standardOutput : .standardError
      // Where nobody reads any more, there is no one to tell.
      try? handle.write(contentsOf: Data(text.utf8))
    }
  }

  /// A result.
  func say(_ line: String) {
    if !isTerminal, let last = state.withLock({ $0.ending() }) { write(last, .error) }
    endProgress()
    write(line + "\n", .output)
  }

  /// What went wrong.
  func complain(_ line: String) {
    endProgress()
    write("Quickstart: " + line + "\n", .error)
  }

  /// So many of something have been worked on in a phase.
  func progress(_ phase: String, _ count: Int) {
    let line: String? = state.withLock { state in
      let last = state.phase == phase ? nil : state.ending()
      if state.phase != phase {
        state.phase = phase
        state.nextLine = 0
        state.said = 0
      }
      state.count = count
      guard !isTerminal else {
        state.hasOpenLine = true
        return "\r\u{1B}[K\(phase): \(count)"
      }
      // Elsewhere a line for the first, and from then on one each time the count has doubled.
      guard count >= state.nextLine else { return last }
      state.nextLine = max(100, count * 2)
      state.said = count
      return (last ?? "") + "\(phase): \(count)\n"
    }
    if let line { write(line, .error) }
  }

  /// So many more of something have been worked on in a phase.
  func advance(_ phase: String, by count: Int) {
    let before = state.withLock { $0.phase == phase ? $0.count : 0 }
    progress(phase, before + count)
  }

  private func endProgress() {
    let wasOpen = state.withLock { state in
      defer { state.hasOpenLine = false }
      return state.hasOpenLine
    }
    if wasOpen { write("\r\u{1B}[K", .error) }
  }
}
