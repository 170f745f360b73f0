internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a destination, a mapping, a store or a source of the host's says, as far as it goes into events, reports, dead
/// letters, logs and status: on one line, bounded, and without what looks like a secret.
enum ForeignWords {
  /// The most characters of one reason.
  static let most = 1_000

  /// A reason in others' words.
  static func cleaned(_ text: String) -> String {
    // What is cut off before costs nothing. The rest may hold half a secret, which is removed like a whole one.
    let line = Secrets.removed(from: String(text.unicodeScalars.prefix(4 * most)).onOneLine)
    return line.count <= most ? line : line.prefix(most - 1) + "…"
  }

  /// An error in its own words. One that has none is told by its type, and its case where it is an enumeration: what else
  /// it holds was not written to be read, and may be a whole request with its headers.
  static func of(_ error: any Error) -> String { cleaned(raw(error)) }

  private static func raw(_ error: any Error) -> String {
    if let text = (error as? any LocalizedError)?.errorDescription { return text }
    if let error = error as? any CustomStringConvertible { return error.description }
    if let error = error as? any CustomDebugStringConvertible { return error.debugDescription }
    let name = "\(type(of: error))"
    let mirror = Mirror(reflecting: error)
    guard mirror.displayStyle == .enum, !(error is any CustomReflectable) else { return name }
    // A case without values prints as its name alone.
    return "\(name).\(mirror.children.first?.label ?? "\(error)")"
  }
}
