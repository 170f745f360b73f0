extension CatalogDate: Codable {
  /// Reads a string, the form in which ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = CatalogDate(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "`\(text.prefix(100))` is no day")
    }
    self = value
  }

  /// Writes the day as `2024-06-01`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
