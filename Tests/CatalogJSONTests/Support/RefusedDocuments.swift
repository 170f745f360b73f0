import CatalogJSON
import Testing

/// Bytes that must be refused, why, and at which of them.
struct RefusedDocument: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let error: JSONError

  init(_ bytes: [UInt8], _ reason: JSONError.Reason, at offset: Int) {
    self.bytes = bytes
    error = JSONError(reason, at: offset)
  }

  init(_ text: String, _ reason: JSONError.Reason, at offset: Int) {
    self.init(Array(text.utf8), reason, at: offset)
  }

  /// A string with these bytes between its quotes; the offset counts from the opening quote.
  init(inString bytes: [UInt8], _ reason: JSONError.Reason, at offset: Int) {
    self.init([0x22] + bytes + [0x22], reason, at: offset)
  }

  var testDescription: String { printable(bytes) }
}

enum RefusedDocuments {
  static let all = empty + literals + structure + depth + trailing + numbers + strings + escapes + surrogates + utf8

  static let empty: [RefusedDocument] = [
    .init("", .unexpectedEnd, at: 0),
    .init(" ", .unexpectedEnd, at: 1),
    .init("\r\n\t ", .unexpectedEnd, at: 4),
  ]

  static let literals: [RefusedDocument] = [
    .init("nul", .unexpectedEnd, at: 3),
    .init("t", .unexpectedEnd, at: 1),
    .init("[fals]", .invalidLiteral, at: 1),
    .init("nulL", .invalidLiteral, at: 0),
    .init("trUe", .invalidLiteral, at: 0),
    .init("True", .unexpectedByte, at: 0),
    .init("NULL", .unexpectedByte, at: 0),
    .init("nan", .invalidLiteral, at: 0),
    .init("NaN", .unexpectedByte, at: 0),
    .init("Infinity", .unexpectedByte, at: 0),
    .init("undefined", .unexpectedByte, at: 0),
    .init("truex", .trailingBytes, at: 4),
    .init("[nullnull]", .unexpectedByte, at: 5),
    .init("'a'", .unexpectedByte, at: 0),
  ]

  static let structure: [RefusedDocument] = [
    .init("[", .unexpectedEnd, at: 1),
    .init("{", .unexpectedEnd, at: 1),
    .init("]", .unexpectedByte, at: 0),
    .init("}", .unexpectedByte, at: 0),
    .init(",", .unexpectedByte, at: 0),
    .init(":", .unexpectedByte, at: 0),
    .init("[,]", .unexpectedByte, at: 1),
    .init("[,1]", .unexpectedByte, at: 1),
    .init("[1,]", .unexpectedByte, at: 3),
    .init("[1,,2]", .unexpectedByte, at: 3),
    .init("[1 2]", .unexpectedByte, at: 3),
    .init("[1", .unexpectedEnd, at: 2),
    .init("[1,", .unexpectedEnd, at: 3),
    .init("[1}", .unexpectedByte, at: 2),
    .init("[}", .unexpectedByte, at: 1),
    .init("[1:2]", .unexpectedByte, at: 2),
    .init("[\"a\"", .unexpectedEnd, at: 4),
    .init("[\"a\" \"b\"]", .unexpectedByte, at: 5),
    .init("{]", .unexpectedByte, at: 1),
    .init("{,}", .unexpectedByte, at: 1),
    .init("{1:1}", .unexpectedByte, at: 1),
    .init("{a:1}", .unexpectedByte, at: 1),
    .init("{'a':1}", .unexpectedByte, at: 1),
    .init("{null:1}", .unexpectedByte, at: 1),
    .init("{[]:1}", .unexpectedByte, at: 1),
    .init("{\"a\"", .unexpectedEnd, at: 4),
    .init("{\"a\"}", .unexpectedByte, at: 4),
    .init("{\"a\" 1}", .unexpectedByte, at: 5),
    .init("{\"a\",1}", .unexpectedByte, at: 4),
    .init("{\"a\"::1}", .unexpectedByte, at: 5),
    .init("{\"a\":}", .unexpectedByte, at: 5),
    .init("{\"a\":", .unexpectedEnd, at: 5),
    .init("{\"a\":1", .unexpectedEnd, at: 6),
    .init("{\"a\":1,}", .unexpectedByte, at: 7),
    .init("{\"a\":1,,\"b\":2}", .unexpectedByte, at: 7),
    .init("{\"a\":1 \"b\":2}", .unexpectedByte, at: 7),
    .init("{\"a\":1]", .unexpectedByte, at: 6),
    .init("{\"a\":1,2}", .unexpectedByte, at: 7),
    .init("[1,/* a remark */2]", .unexpectedByte, at: 3),
    .init("// a remark\n1", .unexpectedByte, at: 0),
    .init("[\u{A0}1]", .unexpectedByte, at: 1),
    .init("[\u{0B}1]", .unexpectedByte, at: 1),
    .init("[\u{0C}]", .unexpectedByte, at: 1),
    .init("[\u{0}]", .unexpectedByte, at: 1),
    .init("[\u{2028}]", .unexpectedByte, at: 1),
  ]

  static let depth: [RefusedDocument] = [
    .init(nested(129), .tooDeep, at: 128),
    .init(nested(128, around: "{}"), .tooDeep, at: 128),
    .init(String(repeating: "[", count: 100_000), .tooDeep, at: 128),
    .init(String(repeating: "{\"a\":", count: 100_000), .tooDeep, at: 128 * 5),
    .init("[1," + nested(128) + "]", .tooDeep, at: 3 + 127),
  ]

  static let trailing: [RefusedDocument] = [
    .init("1 2", .trailingBytes, at: 2),
    .init("{}{}", .trailingBytes, at: 2),
    .init("[] []", .trailingBytes, at: 3),
    .init("[]]", .trailingBytes, at: 2),
    .init("{}}", .trailingBytes, at: 2),
    .init("\"a\"\"b\"", .trailingBytes, at: 3),
    .init("null,", .trailingBytes, at: 4),
    .init("{}\n#", .trailingBytes, at: 3),
    .init("1\u{0}", .trailingBytes, at: 1),
    .init([0x31, 0xFF], .trailingBytes, at: 1),
  ]

  static let numbers: [RefusedDocument] = [
    .init("-", .unexpectedEnd, at: 1),
    .init("[-]", .invalidNumber, at: 1),
    .init("[--1]", .invalidNumber, at: 1),
    .init("+1", .unexpectedByte, at: 0),
    .init("[- 1]", .invalidNumber, at: 1),
    .init("01", .invalidNumber, at: 0),
    .init("-01", .invalidNumber, at: 0),
    .init("00", .invalidNumber, at: 0),
    .init("[1,007]", .invalidNumber, at: 3),
    .init(".5", .unexpectedByte, at: 0),
    .init("-.5", .invalidNumber, at: 0),
    .init("1.", .unexpectedEnd, at: 2),
    .init("[1.]", .invalidNumber, at: 1),
    .init("[1.e1]", .invalidNumber, at: 1),
    .init("1.2.3", .invalidNumber, at: 0),
    .init("1..2", .invalidNumber, at: 0),
    .init("1e", .unexpectedEnd, at: 2),
    .init("1e+", .unexpectedEnd, at: 3),
    .init("[1e]", .invalidNumber, at: 1),
    .init("[1E-]", .invalidNumber, at: 1),
    .init("[1e+-1]", .invalidNumber, at: 1),
    .init("1e1.5", .invalidNumber, at: 0),
    .init("1e5e5", .trailingBytes, at: 3),
    .init("0x10", .trailingBytes, at: 1),
    .init("[1a]", .unexpectedByte, at: 2),
    .init("[1-2]", .unexpectedByte, at: 2),
    .init("[1,000.5]", .invalidNumber, at: 3),
    .init("1_000", .trailingBytes, at: 1),
    .init("-Infinity", .invalidNumber, at: 0),
    .init("[\u{FF11}]", .unexpectedByte, at: 1),
  ]

  static let strings: [RefusedDocument] = [
    .init("\"", .unexpectedEnd, at: 1),
    .init("\"abc", .unexpectedEnd, at: 4),
    .init("\"seven77", .unexpectedEnd, at: 8),
    .init("\"eight888", .unexpectedEnd, at: 9),
    .init("[\"a]", .unexpectedEnd, at: 4),
    .init("{\"a:1}", .unexpectedEnd, at: 6),
    .init("\"a\nb\"", .controlCharacter, at: 2),
    .init("\"\t\"", .controlCharacter, at: 1),
    .init("\"\u{0}\"", .controlCharacter, at: 1),
    .init("\"12345678\u{1F}\"", .controlCharacter, at: 9),
    .init("{\"a\r\":1}", .controlCharacter, at: 3),
  ]

  static let escapes: [RefusedDocument] = [
    .init(#""\"#, .unexpectedEnd, at: 2),
    .init(#""\""#, .unexpectedEnd, at: 3),
    .init(#""\a""#, .invalidEscape, at: 1),
    .init(#""\'""#, .invalidEscape, at: 1),
    .init(#""\x41""#, .invalidEscape, at: 1),
    .init(#""\0""#, .invalidEscape, at: 1),
    .init(#""\N""#, .invalidEscape, at: 1),
    .init(#""\U0041""#, .invalidEscape, at: 1),
    .init("\"\\\n\"", .invalidEscape, at: 1),
    .init("\"\\é\"", .invalidEscape, at: 1),
    .init(#""ab\u""#, .invalidEscape, at: 3),
    .init(#""\u123"#, .unexpectedEnd, at: 6),
    .init(#""\u123""#, .invalidEscape, at: 1),
    .init(#""\u12G4""#, .invalidEscape, at: 1),
    .init(#""\u-123""#, .invalidEscape, at: 1),
    .init(#""\u{41}""#, .invalidEscape, at: 1),
    .init(#"{"\q":1}"#, .invalidEscape, at: 2),
  ]

  static let surrogates: [RefusedDocument] = [
    .init(#""\ud800""#, .loneSurrogate, at: 1),
    .init(#""\uDBFF""#, .loneSurrogate, at: 1),
    .init(#""\udc00""#, .loneSurrogate, at: 1),
    .init(#""\uDFFF""#, .loneSurrogate, at: 1),
    .init(#""abc\ud800def""#, .loneSurrogate, at: 4),
    .init(#""\ud800\n""#, .loneSurrogate, at: 1),
    .init(#""\ud800\u0041""#, .loneSurrogate, at: 1),
    .init(#""\ud800\ud800\udc00""#, .loneSurrogate, at: 1),
    .init(#""\udc00\ud800""#, .loneSurrogate, at: 1),
    .init(#""\ud83d\ude00\ude00""#, .loneSurrogate, at: 13),
    .init(#""\ud800\uZZZZ""#, .invalidEscape, at: 7),
    .init(#""\ud800\"#, .unexpectedEnd, at: 8),
    .init(#""\ud800\udc"#, .unexpectedEnd, at: 11),
    .init(#""\ud800"#, .unexpectedEnd, at: 7),
  ]

  static let utf8: [RefusedDocument] = [
    .init([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], .unexpectedByte, at: 0),
    .init([0xFE, 0xFF, 0x00, 0x31], .unexpectedByte, at: 0),
    .init([0x31, 0x00, 0x32, 0x00], .trailingBytes, at: 1),
    .init([0xFF], .unexpectedByte, at: 0),
    .init([0x5B, 0xC3, 0xA9, 0x5D], .unexpectedByte, at: 1),
    .init(inString: [0x80], .invalidUTF8, at: 1),
    .init(inString: [0xBF], .invalidUTF8, at: 1),
    .init(inString: [0x61, 0x62, 0xC3], .invalidUTF8, at: 3),
    .init(inString: [0xC3, 0x28], .invalidUTF8, at: 1),
    .init(inString: [0xC3, 0xA9, 0xA9], .invalidUTF8, at: 3),
    .init(inString: [0xC0, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xC0, 0xAF], .invalidUTF8, at: 1),
    .init(inString: [0xC1, 0xBF], .invalidUTF8, at: 1),
    .init(inString: [0xE0, 0x80, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xE0, 0x9F, 0xBF], .invalidUTF8, at: 1),
    .init(inString: [0xED, 0xA0, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xED, 0xBF, 0xBF], .invalidUTF8, at: 1),
    .init(inString: [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xE2, 0x82], .invalidUTF8, at: 1),
    .init(inString: [0xE2, 0x28, 0xA1], .invalidUTF8, at: 1),
    .init(inString: [0xE2, 0x82, 0x28], .invalidUTF8, at: 1),
    .init(inString: [0xF0, 0x80, 0x80, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xF0, 0x8F, 0xBF, 0xBF], .invalidUTF8, at: 1),
    .init(inString: [0xF0, 0x9F, 0x98], .invalidUTF8, at: 1),
    .init(inString: [0xF0, 0x28, 0x8C, 0xBC], .invalidUTF8, at: 1),
    .init(inString: [0xF0, 0x90, 0x28, 0xBC], .invalidUTF8, at: 1),
    .init(inString: [0xF4, 0x90, 0x80, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xF5, 0x80, 0x80, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xF8, 0x88, 0x80, 0x80, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], .invalidUTF8, at: 1),
    .init(inString: [0xFE], .invalidUTF8, at: 1),
    .init(inString: [0xFF], .invalidUTF8, at: 1),
    .init(inString: Array("1234567".utf8) + [0xE9], .invalidUTF8, at: 8),
    .init([0x22, 0xC3], .unexpectedEnd, at: 2),
    .init([0x22, 0xE2, 0x82], .unexpectedEnd, at: 3),
    .init([0x22, 0xF0, 0x9F, 0x98], .unexpectedEnd, at: 4),
    .init([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], .invalidUTF8, at: 2),
  ]
}
