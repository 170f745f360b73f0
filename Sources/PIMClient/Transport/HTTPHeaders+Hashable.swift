import CatalogModels

extension HTTPHeaders: Hashable {
  /// Whether both have the same fields in the same order, their names in any case.
  public static func == (a: HTTPHeaders, b: HTTPHeaders) -> Bool {
    a.elementsEqual(b) { $0.name.asciiLowercased == $1.name.asciiLowercased && $0.value == $1.value }
  }

  /// Hashes the fields.
  public func hash(into hasher: inout Hasher) {
    for field in self {
      hasher.combine(field.name.asciiLowercased)
      hasher.combine(field.value)
    }
  }
}
