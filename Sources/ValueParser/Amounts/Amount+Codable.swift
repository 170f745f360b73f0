extension Amount: Codable {
  /// Reads a string, the form in which ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Amount(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "`\(text.prefix(100))` is no number")
    }
    self = value
  }

  /// Writes the amount's text, so that no encoder rounds it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
