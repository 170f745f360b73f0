internal import CatalogJSON
public import CatalogModels

/// 128 bits that stand for content: equal content gives equal fingerprints in every process and on every machine.
///
/// A fingerprint tells changed from unchanged. It is no signature.
public struct Fingerprint: Hashable, Sendable, Codable, LosslessStringConvertible {
  private let high: UInt64
  private let low: UInt64

  init(_ fingerprint: Fingerprint128) {
    high = fingerprint.high
    low = fingerprint.low
  }

  /// The fingerprint of a value's canonical form: the order of members and the notation of numbers do not matter.
  public init(of json: RawJSON) {
    self.init(json.slice.fingerprint())
  }

  /// The fingerprint of an object with these members, without the object being put together.
  init(ofFields fields: [String: RawJSON]) {
    var form = JSONCanonicalizer(
      reserving: fields.reduce(2) { $0 + $1.key.utf8.count + $1.value.slice.range.count + 4 })
    form.object { form in
      for (name, value) in fields {
        let member = form.beginMember(name)
        form.append(value.slice)
        form.end(member)
      }
    }
    self.init(form.fingerprint())
  }

  /// Both halves, for compact storage.
  package var words: (high: UInt64, low: UInt64) { (high, low) }

  package init(words: (high: UInt64, low: UInt64)) {
    high = words.high
    low = words.low
  }

  /// The fingerprint of this content beside fields that a destination has besides, so that it never passes for the
  /// content alone.
  func keeping(_ fields: [String]) -> Fingerprint {
    guard !fields.isEmpty else { return self }
    var hasher = FingerprintHasher()
    hasher.combine(description)
    for field in fields.sorted() {
      hasher.combine("\u{0}")
      hasher.combine(field)
    }
    return Fingerprint(hasher.finalize())
  }

  /// 64 of the bits, where a mistake would only name a field wrongly.
  var folded: UInt64 { high ^ low }

  /// Reads 32 hexadecimal digits.
  public init?(_ description: String) {
    guard let fingerprint = Fingerprint128(hex: description) else { return nil }
    self.init(fingerprint)
  }

  /// 32 hexadecimal digits in lower case.
  public var description: String { Fingerprint128(high: high, low: low).hex }

  /// Reads 32 hexadecimal digits from a single string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let fingerprint = Fingerprint(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the 32 hex digits of a fingerprint")
    }
    self = fingerprint
  }

  /// Writes 32 hexadecimal digits as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
