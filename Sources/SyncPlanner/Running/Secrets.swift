internal import CatalogModels

extension RawJSON {
  /// This document without what may be a secret: values of members that are named so, and what stands behind such a name
  /// in a text. Errors of this package hold none; a destination's own words may.
  var withoutSecrets: RawJSON {
    switch kind {
    case .object:
      // A list of headers or settings names what it holds in a member beside it.
      let namesOne = (self["name"] ?? self["key"])?.string.map { Secrets.isName($0) } ?? false
      return .object(
        members.map { name, value in
          let isSecret = Secrets.isName(name) || namesOne && name == "value"
          return (name, isSecret && !value.isNull ? .string(Secrets.mark) : value.withoutSecrets)
        })
    case .array: return .array(elements.map(\.withoutSecrets))
    case .string: return .string(Secrets.removed(from: string ?? ""))
    default: return self
    }
  }
}

/// Finds what looks like a secret.
enum Secrets {
  static let mark = "(removed)"

  private static let names: Set<String> = ["pwd", "sig", "privatekey", "bearer", "basic", "session", "sessionid"]
  /// What no name of a secret goes without, whatever stands before or behind it.
  private static let parts = [
    "token", "secret", "password", "passwd", "passphrase", "apikey", "accesskey", "authorization", "cookie",
    "signature",
    "credential",
  ]
  private static let schemes: Set<String> = ["bearer", "basic", "token", "apikey"]

  /// Whether a name is that of a secret, such as `X-API-Key` or `client_secret`.
  static func isName(_ name: some StringProtocol) -> Bool { isName(normal: normal(name)) }

  private static func isName(normal: String) -> Bool {
    names.contains(normal) || parts.contains { normal.contains($0) }
  }

  private static func normal(_ name: some StringProtocol) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// A text in which what follows such a name, and a user's part of an address, is replaced.
  static func removed(from text: String) -> String {
    guard text.utf8.count > 3 else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0.isWordPart }) {
      result += rest[..<start]
      rest = rest[start...]
      let word = rest.prefix { $0.isWordPart }
      rest = rest[word.endIndex...]
      result += word
      if rest.hasPrefix("://") {
        let authority = rest.dropFirst(3).prefix { !$0.isWhitespace && !"\"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { continue }
        result += "://" + mark
        rest = rest[at...]
        continue
      }
      guard let (kept, found) = secret(behind: normal(word), in: rest) else { continue }
      result += rest[kept] + mark
      rest = rest[found.upperBound...]
    }
    return result + rest
  }

  /// What stands behind a name and stays, and the secret behind that; `nil` where there is none.
  private static func secret(
    behind name: String, in rest: Substring
  ) -> (kept: Range<Substring.Index>, secret: Range<Substring.Index>)? {
    guard isName(normal: name) else { return nil }
    var gap = rest.prefix { " :=\"'\\\t".contains($0) }
    guard !gap.isEmpty else { return nil }
    let isAssigned = gap.contains { ":=".contains($0) }
    var isScheme = name == "bearer" || name == "basic"
    // In "Authorization: Bearer xyz" the secret stands behind the scheme.
    let scheme = rest[gap.endIndex...].prefix { $0.isWordPart }
    let space = rest[scheme.endIndex...].prefix { $0 == " " }
    if isAssigned, !space.isEmpty, schemes.contains(normal(scheme)) {
      gap = rest[..<space.endIndex]
      isScheme = true
    }
    let behind = rest[gap.endIndex...]
    let secret: Substring
    if !isScheme, let quote = gap.last, "\"'".contains(quote), gap.count > 1 {
      secret = behind[..<end(of: quote, in: behind, escapes: gap.dropLast().reversed().prefix { $0 == "\\" }.count)]
    } else if isAssigned, !isScheme, name.hasSuffix("authorization") || name.hasSuffix("cookie") {
      // A header of several parts ends with its line.
      secret = behind.prefix { !$0.isNewline }
    } else {
      secret = behind.prefix { !$0.isWhitespace && !"\"',;&)}]\\".contains($0) }
    }
    guard !secret.isEmpty, isAssigned || looksRandom(secret, afterScheme: isScheme) else { return nil }
    return (rest.startIndex..<gap.endIndex, secret.startIndex..<secret.endIndex)
  }

  /// Where the quote that opened a value closes it: behind as many escapes, and not within an escaped one.
  private static func end(of quote: Character, in text: Substring, escapes: Int) -> Substring.Index {
    var run = 0
    for place in text.indices {
      let character = text[place]
      if character == quote, run % (2 * (escapes + 1)) == escapes { return text.index(place, offsetBy: -escapes) }
      run = character == "\\" ? run + 1 : 0
    }
    return text.endIndex
  }

  /// "The token has expired" holds no secret, and "Basic information" none. What is long, and no word, may be one.
  private static func looksRandom(_ text: Substring, afterScheme: Bool) -> Bool {
    let isOdd = text.contains { $0.isNumber || "=+/_".contains($0) } || text.dropFirst().contains { $0.isUppercase }
    return afterScheme ? isOdd || text.count >= 12 : isOdd && text.count >= 12 || text.count >= 24
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "-" }
}
