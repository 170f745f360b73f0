/// Something that can be configured: by an option, by the environment, or in the file.
struct Setting: Hashable, Sendable {
  /// Its name in the file.
  let key: String
  /// Its name in the environment.
  let variable: String
  /// Its option; `nil` for secrets, which would be seen by everybody who lists the machine's processes.
  let option: String?
  let help: String

  static let pim = Setting(
    key: "pim", variable: "PIM_URL", option: "--pim", help: "the PIM's address, such as https://pim.example.com")
  static let clientID = Setting(
    key: "clientID", variable: "PIM_CLIENT_ID", option: nil, help: "the connection's client id")
  static let secret = Setting(
    key: "secret", variable: "PIM_CLIENT_SECRET", option: nil, help: "the connection's secret")
  static let username = Setting(
    key: "username", variable: "PIM_USERNAME", option: nil, help: "the connection's user")
  static let password = Setting(
    key: "password", variable: "PIM_PASSWORD", option: nil, help: "the user's password")
  static let token = Setting(
    key: "token", variable: "PIM_TOKEN", option: nil, help: "an app's token, in place of the four above")
  static let store = Setting(
    key: "store", variable: "PIM_SYNC_STORE", option: "--store",
    help: "what remembers: a SQLite file; pim-sync.sqlite without it")
  static let destination = Setting(
    key: "to", variable: "PIM_SYNC_TO", option: "--to",
    help: "the destination: a SQLite file (.sqlite, .db) or a folder of JSON lines")
  static let channel = Setting(
    key: "channel", variable: "PIM_SYNC_CHANNEL", option: "--channel", help: "only what this channel shows")
  static let locales = Setting(
    key: "locales", variable: "PIM_SYNC_LOCALES", option: "--locales", help: "only these locales: en_US,de_DE")
  static let families = Setting(
    key: "families", variable: "PIM_SYNC_FAMILIES", option: "--families", help: "only products of these families")
  static let gone = Setting(
    key: "gone", variable: "PIM_SYNC_GONE", option: "--gone",
    help: "what becomes of records whose item is gone: disable (the default), delete, keep")

  static let all = [
    pim, clientID, secret, username, password, token, store, destination, channel, locales, families, gone,
  ]

  var isSecret: Bool { option == nil }

  /// All settings, for `--help`.
  static var table: String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    let head = padded("option", 12) + padded("environment", 19) + "file"
    let lines = all.map { padded($0.option ?? "", 12) + padded($0.variable, 19) + $0.key }
    return ([head] + lines).joined(separator: "\n")
  }
}
