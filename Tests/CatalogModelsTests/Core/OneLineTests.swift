import CatalogModels
import Testing

struct OneLineTests {
  @Test(
    "A text goes on one line, without what a terminal obeys or an eye does not see",
    arguments: [
      ("", ""), ("a plain text", "a plain text"), ("Größe – 大", "Größe – 大"), ("e\u{301}", "e\u{301}"),
      ("a\nb", "a b"), ("a\r\n\r\nb", "a b"), ("a\u{2028}b\u{2029}c", "a b c"), ("\u{85}", " "),
      ("\u{1B}[2Jgone", " [2Jgone"), ("\u{9B}2J", " 2J"), ("\u{1B}]0;title\u{7}", " ]0;title "),
      ("a\u{202E}b\u{2066}c\u{200F}d", "a b c d"), ("a\u{0}b\u{7F}", "a b "), ("a\tb", "a b"),
      ("\u{FEFF}a\u{AD}b\u{E0041}", " a b "),
    ])
  func oneLine(text: String, expected: String) {
    #expect(text.onOneLine == expected)
    #expect(Substring(text).onOneLine == expected)
    #expect(text.onOneLine.onOneLine == expected)
  }
}
