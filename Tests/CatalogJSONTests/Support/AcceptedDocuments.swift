import Testing

/// A document that must be read, and its canonical form.
struct AcceptedDocument: Sendable, CustomTestStringConvertible {
  let text: String
  let canonical: String

  init(_ text: String, _ canonical: String) {
    self.text = text
    self.canonical = canonical
  }

  /// For documents that are canonical already.
  init(_ text: String) { self.init(text, text) }

  var testDescription: String { printable(Array(text.utf8)) }
}

enum AcceptedDocuments {
  static let all = literals + structure + numbers + strings + names

  static let literals: [AcceptedDocument] = [
    .init("null"),
    .init("true"),
    .init("false"),
    .init(" null", "null"),
    .init("true\n", "true"),
    .init("\t\r\n false \t\r\n", "false"),
  ]

  static let structure: [AcceptedDocument] = [
    .init("{}"),
    .init("[]"),
    .init("{ }", "{}"),
    .init("[\n]", "[]"),
    .init("[[]]"),
    .init("[{}]"),
    .init("{\"a\":{}}"),
    .init("{\"a\":[]}"),
    .init("[null]"),
    .init("[[],[],{}]"),
    .init("[1 , 2\n,\t3 ]", "[1,2,3]"),
    .init("[[1],[2,[3]]]"),
    .init("{\"a\" : 1 , \"b\" : [ ] }", "{\"a\":1,\"b\":[]}"),
    .init("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"),
    .init("{\"a\":1,\"a\":2}", "{\"a\":2}"),
    .init("{\"a\":{\"x\":1},\"b\":0,\"a\":{\"y\":2}}", "{\"a\":{\"y\":2},\"b\":0}"),
    .init("{\"a\":[{\"b\":[{\"c\":null}]}]}"),
    .init("[\"]\",\"}\",\"[{\",\",\",\":\"]"),
    .init("{\"{\":\"}\",\"[\":\"]\",\",\":\":\"}", "{\",\":\":\",\"[\":\"]\",\"{\":\"}\"}"),
    .init(nested(128)),
    .init(nested(128, around: "1")),
    .init(nested(127, around: "{}")),
  ]

  static let numbers: [AcceptedDocument] = [
    .init("0"),
    .init("-0", "0"),
    .init("-0.0", "0"),
    .init("0e0", "0"),
    .init("0E+9", "0"),
    .init("-0e-99999999999999999999", "0"),
    .init("1"),
    .init("-1"),
    .init("10"),
    .init("1234567890"),
    .init("12.50", "12.5"),
    .init("12.5000", "12.5"),
    .init("1.25e1", "12.5"),
    .init("1.25E+1", "12.5"),
    .init("125e-1", "12.5"),
    .init("1250e-2", "12.5"),
    .init("0.5"),
    .init("-0.5"),
    .init("0.50e0", "0.5"),
    .init("1e0", "1"),
    .init("1e00", "1"),
    .init("1e-0", "1"),
    .init("1e+00000000000000000000000000000002", "100"),
    .init("100e-2", "1"),
    .init("1e20", "100000000000000000000"),
    .init("1e21", "1e21"),
    .init("123e19", "1.23e21"),
    .init("0.0000001"),
    .init("0.00000001", "1e-8"),
    .init("0.000000015", "1.5e-8"),
    .init("1e400", "1e400"),
    .init("-1E-400", "-1e-400"),
    .init("9223372036854775807"),
    .init("9223372036854775808"),
    .init("-9223372036854775808"),
    .init("18446744073709551616"),
    .init("0.1000000000000000055511151231257827021181583404541015625"),
    .init("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
    .init("[0,-1,2.5,3e2]", "[0,-1,2.5,300]"),
    .init("[1 ]", "[1]"),
  ]

  static let strings: [AcceptedDocument] = [
    .init("\"\""),
    .init("\" \""),
    .init("\"a\""),
    .init("\"seven77\""),
    .init("\"eight888\""),
    .init("\"nine99999\""),
    .init(#""\"""#),
    .init(#""\\""#),
    .init(#""\\\\""#),
    .init(#""\\\"""#),
    .init(#""\/""#, #""/""#),
    .init("\"/\""),
    .init(#""\b\f\n\r\t""#),
    .init(#""\u0008\u000c\u000a\u000D\u0009""#, #""\b\f\n\r\t""#),
    .init(#""\u0000""#),
    .init(#""\u001F""#, #""\u001f""#),
    .init(#""\u0020\u0021""#, "\" !\""),
    .init(#""\u0022\u005C\u005c\u002f""#, #""\"\\\\/""#),
    .init(#""\u0041\u00e9\u20AC""#, "\"Aé€\""),
    .init("\"\u{7F}\""),
    .init(#""\u007f""#, "\"\u{7F}\""),
    .init("\"é\""),
    .init("\"e\u{301}\""),
    .init("\"\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFD}\u{FFFE}\u{FFFF}\""),
    .init("\"\u{10000}\u{1F600}\u{10FFFF}\""),
    .init(#""\ud83d\ude00""#, "\"😀\""),
    .init(#""\uD800\uDC00\uDBFF\uDFFF""#, "\"\u{10000}\u{10FFFF}\""),
    .init(#""\uFFFF\uFFFE\uFEFF""#, "\"\u{FFFF}\u{FFFE}\u{FEFF}\""),
    .init("\"\u{FEFF}\""),
    .init("\"\u{2028}\u{2029}\""),
    .init(#""\u2028""#, "\"\u{2028}\""),
    .init(#""\\u0041""#),
    .init(#""\\ud800""#),
    .init("\"1234567é\""),
    .init("\"123456é8\""),
    .init(#""1234567\n""#),
    .init("\"日本語のテキスト\""),
    .init("\"null\""),
  ]

  static let names: [AcceptedDocument] = [
    .init("{\"\":0}"),
    .init(#"{"\u0061":1,"a":2}"#, "{\"a\":2}"),
    .init(#"{"a":1,"\u0061":2}"#, "{\"a\":2}"),
    .init(#"{"\n":1,"\"":2}"#),
    .init("{\"é\":1,\"e\u{301}\":2}", "{\"e\u{301}\":2,\"é\":1}"),
    .init("{\"\u{FFFD}\":1,\"\u{1F600}\":2}", "{\"\u{1F600}\":2,\"\u{FFFD}\":1}"),
    .init("{\"aa\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"aa\":1}"),
    .init("{\"10\":1,\"9\":2,\"A\":3,\"a\":4,\"_\":5}", "{\"10\":1,\"9\":2,\"A\":3,\"_\":5,\"a\":4}"),
  ]
}
