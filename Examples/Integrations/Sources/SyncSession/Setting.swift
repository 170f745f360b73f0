/// Something that can be configured: by an option, by the environment, or in the file.
package struct Setting: Hashable, Sendable {
  /// Its name in the file.
  package let key: String
  /// Its name in the environment.
  package let variable: String
  /// Its option; `nil` for secrets, which would be seen by everybody who lists the machine's processes.
  package let option: String?
  package let help: String

  package static let pim = Setting(
    key: "pim", variable: "PIM_URL", option: "--pim", help: "the PIM's address, such as https://pim.example.com")
  package static let clientID = Setting(
    key: "clientID", variable: "PIM_CLIENT_ID", option: nil, help: "the connection's client id")
  package static let secret = Setting(
    key: "secret", variable: "PIM_CLIENT_SECRET", option: nil, help: "the connection's secret")
  package static let username = Setting(
    key: "username", variable: "PIM_USERNAME", option: nil, help: "the connection's user")
  package static let password = Setting(
    key: "password", variable: "PIM_PASSWORD", option: nil, help: "the user's password")
  package static let token = Setting(
    key: "token", variable: "PIM_TOKEN", option: nil, help: "an app's token, in place of the four above")
  package static let store = Setting(
    key: "store", variable: "PIM_SYNC_STORE", option: "--store",
    help: "what remembers: a SQLite file, or a PostgreSQL database such as “dbname=catalog”; pim-sync.sqlite without it"
  )
  package static let destination = Setting(
    key: "to", variable: "PIM_SYNC_TO", option: "--to",
    help: "the destination: a SQLite file (.sqlite, .db) or a folder of JSON lines")
  package static let channel = Setting(
    key: "channel", variable: "PIM_SYNC_CHANNEL", option: "--channel", help: "only what this channel shows")
  package static let locales = Setting(
    key: "locales", variable: "PIM_SYNC_LOCALES", option: "--locales", help: "only these locales: en_US,de_DE")
  package static let families = Setting(
    key: "families", variable: "PIM_SYNC_FAMILIES", option: "--families", help: "only products of these families")
  package static let gone = Setting(
    key: "gone", variable: "PIM_SYNC_GONE", option: "--gone",
    help: "what becomes of records whose item is gone: disable (the default), delete, keep")
  package static let mapping = Setting(
    key: "mapping", variable: "PIM_SYNC_MAPPING", option: "--mapping",
    help: "a JSON file that says what the destination calls things (Docs/Mapping.md); all is sent as it is without it")
  package static let ledger = Setting(
    key: "ledger", variable: "PIM_SYNC_LEDGER", option: "--ledger",
    help: "what is remembered of each record: fingerprint, fields (the default), payload")

  package static let all = [
    pim, clientID, secret, username, password, token, store, destination, mapping, channel, locales, families, gone,
    ledger,
  ]

  package var isSecret: Bool { option == nil }

  /// All settings, for `--help`.
  package static var table: String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    let head = padded("option", 12) + padded("environment", 19) + "file"
    let lines = all.map { padded($0.option ?? "", 12) + padded($0.variable, 19) + $0.key }
    return ([head] + lines).joined(separator: "\n")
  }
}
