import ArgumentParser
import CatalogModels
import Foundation
import SyncPlanner
import SyncSession

struct DeadLetters: SyncCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead-letters",
    abstract: "Lists what could not be sent, and sends it again.",
    discussion: "What has an unknown outcome is never sent again by itself: look at the destination and settle it.")

  enum Outcome: String, ExpressibleByArgument, CaseIterable {
    case applied, notApplied = "not-applied"
  }

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: KeyArgument.help) var keys: [KeyArgument] = []
  @Flag(help: "Send them again now; all of them where no key is given.") var retry = false
  @Option(help: "Say what somebody found out about records whose outcome is unknown.") var settle: Outcome?

  func validate() throws {
    guard settle == nil || !keys.isEmpty else { throw ValidationError("--settle needs the keys of the records.") }
    guard settle == nil || !retry else { throw ValidationError("--settle and --retry exclude each other.") }
  }

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let engine = try await session.engine(asksPIM: false)
    if let settle {
      try await engine.settle(keys.map(\.key), as: settle == .applied ? .applied : .notApplied)
      return .done
    }
    if retry {
      let report = try await engine.retry(keys.isEmpty ? nil : Set(keys.map(\.key))) { session.show($0) }
      if output.json { session.console.say(report.resultJSON) } else { session.console.show(report) }
      return report.isSuccess ? .done : .failed
    }
    var place: String?
    var count = 0
    repeat {
      let page = try await engine.deadLetters(after: place, limit: 200)
      for letter in page.letters where keys.isEmpty || keys.contains(where: { $0.key == letter.action.key }) {
        count += 1
        session.console.say(output.json ? letter.resultJSON.text : letter.line)
      }
      place = page.next
    } while place != nil
    if !output.json, count == 0 { session.console.say("There are none.") }
    return count == 0 ? .done : .failed
  }
}

extension DeadLetter {
  fileprivate var line: String {
    "\(action.key)  \(action.kind.rawValue)  \(state.rawValue) after \(attempts): \(reason)"
  }

  fileprivate var resultJSON: RawJSON {
    .object([
      ("key", .string(action.key.description)), ("action", .string(action.kind.rawValue)),
      ("state", .string(state.rawValue)), ("reason", .string(reason)), ("attempts", .int(attempts)),
      ("at", .string(at.formatted(.iso8601))),
    ])
  }
}
