internal import CatalogJSON
public import CatalogModels

/// A number of the catalog that keeps its text: `"12.5000"` stays `12.5000`.
///
/// The API writes numbers as JSON numbers, or as text where decimals are allowed (N5). Amounts are equal and ordered as
/// numbers, whatever their notation, and nothing is rounded. ``decimal`` gives Foundation's type where it is exact.
public struct Amount: Sendable, Hashable {
  /// The number as it came.
  public let text: String

  /// Reads a number: an optional sign, digits with an optional point, an optional power of ten. `nil` for other text.
  public init?(_ text: String) {
    guard Amount.isNumber(text.utf8) else { return nil }
    self.text = text
  }

  /// Creates an amount of an integer.
  public init(_ value: some BinaryInteger) { text = "\(value)" }

  /// Takes text that is known to be a number.
  init(checked text: String) { self.text = text }

  /// Reads a JSON number, or a string that holds one. `nil` for anything else.
  public init?(_ json: RawJSON) { self.init(json.slice.range, in: json.slice.storage) }

  init?(_ value: JSONRange, in storage: JSONStorage) {
    if let text = storage.numberText(of: value) {
      self.init(checked: text)
    } else if let text = storage.string(of: value) {
      self.init(text)
    } else {
      return nil
    }
  }

  /// The value as an integer, where it is one that fits.
  public var int: Int? { Int(text) ?? number.int }

  /// The nearest binary number. It is an approximation; compare and calculate with amounts instead.
  public var double: Double? { Double(text) }

  var number: JSONDecimal { JSONDecimal(text.utf8) }

  private enum Part { case start, whole, fraction, power, powerDigits }

  private static func isNumber(_ text: String.UTF8View) -> Bool {
    var part = Part.start
    var hasDigits = false
    var maySign = true
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        switch part {
        case .start, .whole: (part, hasDigits) = (.whole, true)
        case .fraction: hasDigits = true
        case .power, .powerDigits: part = .powerDigits
        }
      case UInt8(ascii: "."):
        guard part == .start || part == .whole else { return false }
        part = .fraction
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard hasDigits, part == .whole || part == .fraction else { return false }
        (part, maySign) = (.power, true)
        continue
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        guard maySign, part == .start || part == .power else { return false }
      default: return false
      }
      maySign = false
    }
    return hasDigits && part != .power
  }
}

extension Amount {
  /// Whether both are the same number: `12.50` equals `12.5`.
  public static func == (a: Amount, b: Amount) -> Bool { a.text == b.text || a.number == b.number }

  /// Hashes the number.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension Amount: Comparable {
  /// The order of numbers.
  public static func < (a: Amount, b: Amount) -> Bool { a.number < b.number }
}

extension Amount: LosslessStringConvertible, ExpressibleByIntegerLiteral {
  /// The number as it came.
  public var description: String { text }

  /// Creates an amount of an integer.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension UInt8 {
  var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
