import Synchronization
import Testing

@testable import Quickstart

struct ConsoleTests {
  private func errors(isTerminal: Bool = false, _ body: (Console) -> Void) -> String {
    let text = Mutex("")
    body(Console(isTerminal: isTerminal) { piece, stream in if stream == .error { text.withLock { $0 += piece } } })
    return text.withLock { $0 }
  }

  @Test("In a pipe each phase ends with a line that says how far it came, and no line stands twice")
  func lastLine() {
    let lines = errors { console in
      for count in [1, 60, 120, 150] { console.progress("Collecting", count) }
      for _ in 0..<3 { console.advance("Sending", by: 50) }
      console.complain("one failed")
      console.advance("Sending", by: 20)
      console.say("Applied 170")
      console.say("More")
    }
    #expect(
      lines == """
        Collecting: 1
        Collecting: 120
        Collecting: 150
        Sending: 50
        Sending: 100
        Quickstart: one failed
        Sending: 170

        """)
  }

  @Test("On a terminal one line tells of progress, and is gone before a result")
  func terminal() {
    let text = errors(isTerminal: true) { console in
      console.progress("Collecting", 1)
      console.progress("Collecting", 7)
      console.say("Done")
    }
    #expect(text == "\r\u{1B}[KCollecting: 1\r\u{1B}[KCollecting: 7\r\u{1B}[K")
  }
}
