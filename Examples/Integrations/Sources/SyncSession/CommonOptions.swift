package import ArgumentParser
import Foundation

/// The options that all commands share.
package struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The file with settings; pim-sync.json without it.", valueName: "file"))
  package var config: String?
  @Option(help: ArgumentHelp(Setting.pim.shortHelp, valueName: "url"))
  package var pim: String?
  @Option(help: ArgumentHelp(Setting.store.shortHelp, valueName: "file"))
  package var store: String?
  @Option(help: ArgumentHelp(Setting.destination.shortHelp, valueName: "place"))
  package var to: String?
  @Option(help: ArgumentHelp(Setting.mapping.shortHelp, valueName: "file"))
  package var mapping: String?
  @Option(help: ArgumentHelp(Setting.channel.shortHelp, valueName: "code"))
  package var channel: String?
  @Option(help: ArgumentHelp(Setting.locales.shortHelp, valueName: "codes"))
  package var locales: String?
  @Option(help: ArgumentHelp(Setting.families.shortHelp, valueName: "codes"))
  package var families: String?
  @Option(help: ArgumentHelp(Setting.gone.shortHelp, valueName: "policy"))
  package var gone: String?
  @Option(help: ArgumentHelp(Setting.ledger.shortHelp, valueName: "level"))
  package var ledger: String?
  @Flag(help: "Say on standard error what happens, as a log.")
  package var verbose = false

  /// All settings, from all places.
  package init() {}

  func settings() throws -> Settings {
    let options: [(Setting, String?)] = [
      (.pim, pim), (.store, store), (.destination, to), (.mapping, mapping), (.channel, channel),
      (.locales, locales), (.families, families), (.gone, gone), (.ledger, ledger),
    ]
    return try Settings(
      options: Dictionary(uniqueKeysWithValues: options.compactMap { setting, text in text.map { (setting, $0) } }),
      environment: ProcessInfo.processInfo.environment, file: config)
  }
}

extension Setting {
  /// The help as a sentence.
  fileprivate var shortHelp: String { help.prefix(1).uppercased() + help.dropFirst() + "." }
}
