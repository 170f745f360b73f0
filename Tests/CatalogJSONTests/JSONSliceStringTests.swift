import CatalogJSON
import Testing

struct JSONSliceStringTests {
  @Test(
    "Escapes are decoded",
    arguments: [
      (#""""#, ""), (#""plain""#, "plain"), (#""\"""#, "\""), (#""\\""#, "\\"), (#""\/""#, "/"), (#""\b""#, "\u{8}"),
      (#""\f""#, "\u{C}"), (#""\n""#, "\n"), (#""\r""#, "\r"), (#""\t""#, "\t"), (#""\u0000""#, "\u{0}"),
      (#""\u0041""#, "A"), (#""\u00e9\u00E9""#, "éé"), (#""\u20ac""#, "€"), (#""\ud83d\ude00""#, "😀"),
      (#""\uD83D\uDE00x""#, "😀x"), (#""a\u0062c""#, "abc"), (#""\\u0041""#, "\\u0041"), (#""\\\u0041""#, "\\A"),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0022""#, "\""), (#""\u005c\u0022""#, "\\\""),
      (#""\uD800\uDC00""#, "\u{10000}"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\uFFFF""#, "\u{FFFF}"),
      (#""é\n日本""#, "é\n日本"), (#""http:\/\/a\/b""#, "http://a/b"), (#""\r\n""#, "\r\n"),
      (#""12345678\t""#, "12345678\t"), (#""\t12345678""#, "\t12345678"),
    ])
  func decodesEscapes(_ text: String, _ value: String) throws {
    let slice = try parsed(text)
    #expect(slice.stringUTF8 == Array(value.utf8))
    #expect(slice.string.map { Array($0.utf8) } == Array(value.utf8))
    // A name is decoded as a value is.
    let object = try parsed("{ \(text) : 1 }")
    #expect(object.members.map { Array($0.key.utf8) } == [Array(value.utf8)])
    #expect(object[value]?.int == 1)
  }

  @Test("Two notations of a string are equal, two strings are not")
  func comparesStrings() throws {
    #expect(try parsed(#""\u0061\/""#) == parsed(#""a/""#))
    #expect(try parsed(#""a""#) != parsed(#""A""#))
    #expect(try parsed(#""\\n""#) != parsed(#""\n""#))
    #expect(try parsed("\"\u{E9}\"") != parsed("\"e\u{301}\""))
  }

  @Test("Four hexadecimal digits make an escape, and no other bytes do", arguments: 0..<4)
  func hexadecimalDigits(_ place: Int) throws {
    for end in ["", "            "] {
      for byte in UInt8.min...UInt8.max {
        var digits = Array("01aF".utf8)
        digits[place] = byte
        let document = Array("\"\\u".utf8) + digits + Array("\"\(end)".utf8)
        let isDigit = byte < 0x80 && Unicode.Scalar(byte).properties.isASCIIHexDigit
        let parsed = try? JSONSlice(parsing: document)
        #expect((parsed != nil) == isDigit, "\(byte)")
        guard let parsed, let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { continue }
        #expect(parsed.string?.unicodeScalars.map(\.value) == [unit])
      }
    }
  }

  @Test("A megabyte of text is one string", arguments: ["a", "é", "😀", "\\n", "\\u00e9", "\\ud83d\\ude00"])
  func readsLongString(_ unit: String) throws {
    let text = String(repeating: unit, count: 1_048_576 / unit.utf8.count)
    let slice = try parsed("{\"a\":[\"" + text + "\"],\"b\":2}")
    let one = try #require(try parsed("\"" + unit + "\"").string)
    let string = try #require(slice["a"]?[0]?.string)
    #expect(string.utf8.count == one.utf8.count * (1_048_576 / unit.utf8.count))
    #expect(string.hasPrefix(one) && string.hasSuffix(one))
    #expect(slice["b"]?.int == 2)
    #expect(try JSONSlice(parsing: slice.canonicalBytes()) == slice)
  }
}
