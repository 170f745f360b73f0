import CatalogModels
import Foundation

/// What was configured, and where.
package struct Settings: Sendable {
  /// A text and where it stands.
  package struct Found: Sendable {
    package let text: String
    package let place: String
  }

  private var found: [Setting: Found] = [:]

  /// Gathers settings. Options go before the environment, and that before the file.
  ///
  /// - Parameters:
  ///   - options: The options that were given.
  ///   - environment: The environment.
  ///   - file: The file that `--config` names; `nil` for the usual one, which need not be there.
  package init(options: [Setting: String], environment: [String: String], file: String?) throws {
    let path = file ?? "pim-sync.json"
    if file != nil || FileManager.default.fileExists(atPath: path) { try read(path) }
    for setting in Setting.all {
      if let text = environment[setting.variable], !text.isEmpty {
        found[setting] = Found(text: text, place: "\(setting.variable) in the environment")
      }
      if let text = options[setting] { found[setting] = Found(text: text, place: setting.option ?? setting.key) }
    }
  }

  /// What a setting says, where it was made.
  package subscript(setting: Setting) -> Found? { found[setting] }

  /// What a setting says.
  ///
  /// - Throws: ``SettingError`` that names all the ways to make it.
  package func required(_ setting: Setting) throws(SettingError) -> Found {
    if let found = found[setting] { return found }
    let ways = [setting.option, "\(setting.variable) in the environment", "“\(setting.key)” in the file"]
    throw SettingError(
      "“\(setting.key)” is missing, \(setting.help). Give \(ways.compactMap(\.self).joined(separator: ", or ")).")
  }

  /// The codes of a setting that holds several.
  package func codes(_ setting: Setting) throws(SettingError) -> [String]? {
    guard let found = found[setting] else { return nil }
    let codes = found.text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard !codes.isEmpty else { throw SettingError("\(found.place): codes with commas between them are asked for.") }
    return codes
  }

  private mutating func read(_ path: String) throws {
    let json: RawJSON
    do {
      json = try RawJSON(parsing: Data(contentsOf: URL(filePath: path)))
    } catch let error as CatalogError {
      throw SettingError("\(path) is not JSON: \(error.message).")
    } catch {
      throw SettingError("\(path), the file with settings, cannot be read: \(Self.reason(error))")
    }
    guard json.kind == .object else { throw SettingError("\(path) holds no JSON object with settings.") }
    for (name, value) in json.members {
      guard let setting = Setting.all.first(where: { $0.key == name }) else {
        throw SettingError(
          "“\(name)” in \(path) is no setting. There are: \(Setting.all.map(\.key).joined(separator: ", ")).")
      }
      let texts = value.elements.compactMap(\.string)
      guard let text = value.string ?? (texts.isEmpty ? nil : texts.joined(separator: ",")) else {
        throw SettingError("“\(name)” in \(path) must be a text or a list of texts.")
      }
      if setting.isSecret { try Self.checkPrivate(path, because: name) }
      found[setting] = Found(text: text, place: "“\(name)” in \(path)")
    }
  }

  /// Why a file cannot be read.
  static func reason(_ error: any Error) -> String {
    (error as? CocoaError)?.code == .fileReadNoSuchFile ? "there is no such file." : error.localizedDescription
  }

  /// A file that holds a secret must be for its owner's eyes only.
  private static func checkPrivate(_ path: String, because name: String) throws {
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    guard mode & 0o077 == 0 else {
      throw SettingError("\(path) holds “\(name)” and can be read by others: chmod 600 \(path).")
    }
  }
}

/// A setting is missing or wrong. The message names it and where it stands.
package struct SettingError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
