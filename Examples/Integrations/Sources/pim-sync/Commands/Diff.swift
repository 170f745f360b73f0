import ArgumentParser
import CatalogModels
import SyncPlanner
import SyncSession

struct Diff: SyncCommand {
  static let configuration = CommandConfiguration(
    abstract: "Holds what the PIM has of records against what the destination has, field by field.",
    discussion: "Exit status 1 says that something differs.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: KeyArgument.help) var keys: [KeyArgument]

  func execute() async throws -> ExitStatus {
    let session = try Session(options)
    let all = try await session.engine().discrepancies(keys.map(\.key), in: session.scope())
    for one in all {
      if output.json {
        let fields = one.fields.map { field in
          (
            field.name,
            RawJSON.object([("source", field.source ?? .null), ("destination", field.destination ?? .null)])
          )
        }
        session.console.say(
          RawJSON.object([
            ("key", .string(one.key.description)), ("same", .bool(one.isEmpty)), ("inSource", .bool(one.source != nil)),
            ("atDestination", .bool(one.destination != nil)), ("fields", .object(fields)),
          ]))
        continue
      }
      session.console.say("\(one.key): \(Self.word(one))")
      for field in one.fields {
        session.console.say(
          "  \(field.name)\n    PIM:         \(field.source?.text ?? "–")\n    destination: \(field.destination?.text ?? "–")"
        )
      }
    }
    return all.allSatisfy(\.isEmpty) ? .done : .failed
  }

  private static func word(_ one: SyncEngine.Discrepancy) -> String {
    switch (one.source, one.destination) {
    case (nil, nil): "on neither side"
    case (nil, _?): "only at the destination"
    case (_?, nil): "only in the PIM"
    default:
      one.isEmpty ? "the same" : one.fields.count == 1 ? "one field differs" : "\(one.fields.count) fields differ"
    }
  }
}
