import CatalogJSON

/// Documents by chance, and other ways to write them that say the same.
enum RandomJSON {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([RandomJSON])
  case object([Member])

  struct Member {
    let name: String
    let value: RandomJSON
  }

  // MARK: Making one

  static func document(depth: Int = 5, using generator: inout SeededGenerator) -> RandomJSON {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .number(number(using: &generator))
    case 3, 4: return .string(string(using: &generator))
    case 5, 6:
      let count = Int.random(in: 0...5, using: &generator)
      return .array((0..<count).map { _ in document(depth: depth - 1, using: &generator) })
    default:
      let count = Int.random(in: 0...6, using: &generator)
      var names: Set<[UInt8]> = []
      return .object(
        (0..<count).compactMap { _ in
          let name = string(using: &generator)
          guard names.insert(Array(name.utf8)).inserted else { return nil }
          return Member(name: name, value: document(depth: depth - 1, using: &generator))
        })
    }
  }

  static func string(using generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      let range: ClosedRange<UInt32> =
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: 0...0x1F
        case 1: 0x22...0x2F
        case 2: 0x5B...0x5D
        case 3: 0x7F...0x7FF
        case 4: 0x800...0xD7FF
        case 5: 0xE000...0xFFFF
        case 6: 0x10000...0x10FFFF
        default: 0x61...0x7A
        }
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
    }
    return String(text)
  }

  static func number(using generator: inout SeededGenerator) -> String {
    var text = Bool.random(using: &generator) ? "-" : ""
    func digits(_ count: Int, using generator: inout SeededGenerator) -> String {
      (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
    }
    if generator.oneIn(4) {
      text += "0"
    } else {
      text += String(Int.random(in: 1...9, using: &generator))
      text += digits(Int.random(in: 0...24, using: &generator), using: &generator)
    }
    if Bool.random(using: &generator) {
      text += "." + digits(Int.random(in: 1...9, using: &generator), using: &generator)
    }
    if generator.oneIn(3) { text += "e\(Int.random(in: -30...30, using: &generator))" }
    return text
  }

  // MARK: Writing it

  /// The shortest way that is usual: members in their order, escapes only where needed.
  var plain: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text): text
    case .string(let text): JSONSlice(string: text).text
    case .array(let elements): "[" + elements.map(\.plain).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSONSlice(string: $0.name).text + ":" + $0.value.plain }.joined(separator: ",") + "}"
    }
  }

  /// Any other way: space between tokens, members in any order and some of them twice, escapes where none are needed.
  func written(using generator: inout SeededGenerator) -> String {
    let space = { (generator: inout SeededGenerator) -> String in
      [" ", "\n", "\t", "\r\n", "", "", "", ""].randomElement(using: &generator) ?? ""
    }
    var text = space(&generator)
    switch self {
    case .null: text += "null"
    case .bool(let value): text += "\(value)"
    case .number(let number): text += Self.otherNotation(of: number, using: &generator)
    case .string(let string): text += Self.escaped(string, using: &generator)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        text += element.written(using: &generator)
      }
      text += space(&generator) + "]"
    case .object(let members):
      var texts: [String] = []
      for member in members.shuffled(using: &generator) {
        let value = member.value.written(using: &generator)
        texts.append(Self.escaped(member.name, using: &generator) + space(&generator) + ":" + value)
        if generator.oneIn(5) {
          // The same name before it, with something else: the last counts.
          let other = Self.escaped(member.name, using: &generator) + ":[0,{\"x\":\"}\"}]"
          texts.insert(other, at: Int.random(in: 0..<texts.count, using: &generator))
        }
      }
      text +=
        "{" + texts.map { $0 + space(&generator) }.joined(separator: "," + space(&generator)) + space(&generator) + "}"
    }
    return text + space(&generator)
  }

  private static func escaped(_ string: String, using generator: inout SeededGenerator) -> String {
    let short: [UInt16: String] = [
      8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: "\\\"", 47: "\\/", 92: "\\\\",
    ]
    var text = "\""
    for scalar in string.unicodeScalars {
      let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      guard mustEscape || generator.oneIn(4) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        if let escape = short[unit], Bool.random(using: &generator) {
          text += escape
        } else {
          let hex = String(UInt32(unit) + 0x1_0000, radix: 16).dropFirst()
          text += "\\u" + (Bool.random(using: &generator) ? hex.uppercased() : String(hex))
        }
      }
    }
    return text + "\""
  }

  /// The same number with the point elsewhere, more zeros, or another exponent.
  static func otherNotation(of number: String, using generator: inout SeededGenerator) -> String {
    let isNegative = number.hasPrefix("-")
    let parts = number.drop { $0 == "-" }.split(separator: "e")
    let mantissa = parts.first ?? "0"
    let halves = mantissa.split(separator: ".")
    var digits = (halves.first.map(String.init) ?? "") + (halves.count > 1 ? String(halves[1]) : "")
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - (halves.count > 1 ? halves[1].utf8.count : 0)
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      digits += "0"
      exponent -= 1
    }
    // The number is digits × 10^exponent; now set the point at any place among them.
    let behind = Int.random(in: 0...digits.utf8.count, using: &generator)
    exponent += behind
    let front = String(digits.dropLast(behind).drop { $0 == "0" })
    var text = (isNegative ? "-" : "") + (front.isEmpty ? "0" : front)
    if behind > 0 { text += "." + digits.suffix(behind) }
    if exponent != 0 || generator.oneIn(4) {
      text += Bool.random(using: &generator) ? "e" : "E"
      text += exponent < 0 ? "-" : ["", "+"].randomElement(using: &generator) ?? ""
      text += String(repeating: "0", count: Int.random(in: 0...2, using: &generator)) + "\(exponent.magnitude)"
    }
    return text
  }
}
