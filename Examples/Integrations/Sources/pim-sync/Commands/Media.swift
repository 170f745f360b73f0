import ArgumentParser
import CatalogModels
import Foundation
import PIMClient
import SyncSession

struct Media: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Downloads the media files of products and assets into a folder, none of them twice.",
    discussion: "A download that is stopped goes on where it was. What is there is remembered in FOLDER/media.json.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The folder.") var folder: String
  @Option(help: "How many downloads run at once.") var atOnce = 4
  @Flag(help: "Follow links to plain http too.") var plainHTTP = false

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let client = try session.client()
    var habits = MediaFolder.Options()
    habits.allowsPlainHTTP = plainHTTP
    let folder = try MediaFolder(URL(filePath: folder), from: client.media, options: habits)
    let stateFile = URL(filePath: self.folder).appending(path: "media.json")
    var state = try Self.state(in: stateFile)
    var (counts, failed) = (["downloaded": 0, "resumed": 0, "unchanged": 0], 0)
    var unsaved = 0
    // What is known when the run is stopped spares the next one from asking again.
    defer { try? JSONEncoder().encode(state).write(to: stateFile, options: .atomic) }
    try await MediaRequests(client).each { requests in
      try await folder.save(requests, state: &state, atOnce: atOnce) { outcome in
        switch outcome.result {
        case .success(let saved):
          switch saved.way {
          case .downloaded: counts["downloaded", default: 0] += 1
          case .resumed: counts["resumed", default: 0] += 1
          case .unchanged: counts["unchanged", default: 0] += 1
          }
        case .failure(let error):
          failed += 1
          session.console.complain("\(outcome.request.source.key): \(error)")
        }
        session.console.progress("Downloading", .more(1))
      }
      unsaved += requests.count
      if unsaved >= 1000 {
        try JSONEncoder().encode(state).write(to: stateFile, options: .atomic)
        unsaved = 0
      }
    }
    counts["failed"] = failed
    if output.json {
      session.console.say(RawJSON.object(counts.mapValues { RawJSON.int($0) }))
    } else {
      session.console.say(counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    }
    return failed == 0 ? .done : .failed
  }

  private static func state(in file: URL) throws -> MediaState {
    guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return MediaState() }
    do {
      return try JSONDecoder().decode(MediaState.self, from: Data(contentsOf: file))
    } catch {
      throw SettingError("\(file.lastPathComponent) in the folder cannot be read. Remove it to begin anew.")
    }
  }
}
