import CatalogModels

extension IdentityMapping {
  /// The value, or the label, that a field's name tells.
  public func origin(of field: String, in feed: SyncFeed) -> FieldOrigin? {
    guard let point = field.firstIndex(of: ".") else { return nil }
    let rest = field[field.index(after: point)...]
    switch field[..<point] {
    case "values":
      var parts = rest.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      let attribute = parts.removeFirst()
      var origin = FieldOrigin()
      // Records and assets have attributes of their own.
      if feed == .products || feed == .productModels { origin.attribute = Code(attribute) }
      // Codes have no hyphen. A locale comes first, and one part alone is a locale where it looks like one.
      if let first = parts.first, parts.count == 2 || Self.isLocale(first) {
        origin.locale = Code(first)
        parts.removeFirst()
      }
      if let last = parts.last { origin.channel = Code(last) }
      return origin
    case let name where VolatileContent.mapsByLocale.contains(String(name)):
      return FieldOrigin(locale: Code(String(rest)))
    default: return nil
    }
  }

  /// Whether a code is formed like a locale's: `en_US`, `zh_Hant_TW`.
  private static func isLocale(_ code: String) -> Bool {
    let parts = code.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count > 1, let language = parts.first, let country = parts.last else { return false }
    return (2...3).contains(language.utf8.count) && language.utf8.allSatisfy { (0x61...0x7a).contains($0) }
      && country.utf8.count == 2 && country.utf8.allSatisfy { (0x41...0x5a).contains($0) }
  }
}
