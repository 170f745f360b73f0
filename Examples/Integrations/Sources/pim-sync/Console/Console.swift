import Foundation
import Synchronization

/// Says what goes on: one line that updates itself on a terminal, plain lines elsewhere. Progress and errors go to
/// standard error, so that standard output holds results only.
final class Console: Sendable {
  /// Where a text goes.
  enum Stream: Sendable {
    case output, error
  }

  private struct State {
    var progress = Progress()
    var hasOpenLine = false
  }

  private let state = Mutex(State())
  private let isTerminal: Bool
  private let sink: @Sendable (String, Stream) -> Void

  /// The program's own.
  static let standard = Console(isTerminal: isatty(STDERR_FILENO) == 1) { text, stream in
    let handle: FileHandle = stream == .output ? .standardOutput : .standardError
    // Where nobody reads any more, there is no one to tell.
    try? handle.write(contentsOf: Data(text.utf8))
  }

  init(isTerminal: Bool, sink: @escaping @Sendable (String, Stream) -> Void) {
    self.isTerminal = isTerminal
    self.sink = sink
  }

  /// A result.
  func say(_ line: String, at now: ContinuousClock.Instant = .now) {
    if !isTerminal, let last = state.withLock({ $0.progress.ending(at: now) }) { sink(last + "\n", .error) }
    write(line + "\n", to: .output)
  }

  /// What went wrong.
  func complain(_ line: String) { write("pim-sync: \(line)\n", to: .error) }

  /// Something worth knowing that is no result.
  func note(_ line: String) { write(line + "\n", to: .error) }

  /// A text, once the line of progress is out of its way.
  func write(_ text: String, to stream: Stream) {
    let wasOpen = state.withLock { state in
      defer { state.hasOpenLine = false }
      return state.hasOpenLine
    }
    sink((wasOpen && isTerminal ? "\r\u{1B}[K" : "") + text, stream)
  }

  /// So many of something have been worked on in a phase.
  ///
  /// - Parameters:
  ///   - count: How many so far, or how many more.
  ///   - total: How many there will be, where that is known.
  func progress(_ phase: String, _ count: Progress.Count, of total: Int? = nil, at now: ContinuousClock.Instant = .now)
  {
    let line: String? = state.withLock { state in
      let last = state.progress.isOver(before: phase) ? state.progress.ending(at: now) : nil
      let isDue = state.progress.note(phase, count, of: total, at: now)
      guard isTerminal else {
        let lines = [last, isDue ? state.progress.line(at: now) : nil].compactMap { $0.map { $0 + "\n" } }
        return lines.isEmpty ? nil : lines.joined()
      }
      state.hasOpenLine = true
      return "\r\u{1B}[K" + state.progress.line(at: now)
    }
    if let line { sink(line, .error) }
  }
}
