internal import CatalogModels

extension RawJSON {
  /// This document without what may be a secret: values of members that are named so, and what stands behind such a name
  /// in a text. Errors of this package hold none; a destination's own words may.
  var withoutSecrets: RawJSON {
    switch kind {
    case .object:
      .object(
        members.map { name, value in
          (name, Secrets.isName(name) && !value.isNull ? .string(Secrets.mark) : value.withoutSecrets)
        })
    case .array: .array(elements.map(\.withoutSecrets))
    case .string: .string(Secrets.removed(from: string ?? ""))
    default: self
    }
  }
}

/// Finds what looks like a secret.
enum Secrets {
  static let mark = "(removed)"

  private static let names: Set<String> = [
    "authorization", "password", "passwd", "pwd", "secret", "token", "accesstoken", "refreshtoken", "apikey",
    "apptoken",
    "clientsecret", "privatekey", "bearer", "basic", "cookie", "setcookie", "session", "sessionid", "xpimtoken",
    "signature", "credentials",
  ]

  static func isName(_ name: some StringProtocol) -> Bool {
    names.contains(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// A text in which what follows such a name, and a user's part of an address, is replaced.
  static func removed(from text: String) -> String {
    guard text.utf8.count > 3 else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0.isWordPart }) {
      result += rest[..<start]
      rest = rest[start...]
      let end = rest.firstIndex { !$0.isWordPart } ?? rest.endIndex
      let word = rest[..<end]
      rest = rest[end...]
      result += word
      if rest.hasPrefix("://"), let at = rest.prefix(while: { !$0.isWhitespace && $0 != "\"" }).firstIndex(of: "@") {
        result += "://" + mark
        rest = rest[at...]
        continue
      }
      guard isName(word) else { continue }
      let gap = rest.prefix { " :=\"'".contains($0) }
      guard !gap.isEmpty else { continue }
      let scheme = rest.dropFirst(gap.count).prefix { $0.isWordPart }
      // In "Authorization: Bearer xyz" the secret stands behind the scheme.
      if isName(scheme) { continue }
      let secret = rest.dropFirst(gap.count).prefix { !$0.isWhitespace && !"\"',;&)}]".contains($0) }
      // "The token has expired" is no secret; what follows a mark of assignment, or is long, may be one.
      guard !secret.isEmpty, gap.contains(where: { ":=".contains($0) }) || secret.count >= 12 else { continue }
      result += gap + mark
      rest = rest.dropFirst(gap.count + secret.count)
    }
    return result + rest
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "-" }
}
