import CatalogJSON
import Testing

struct JSONWriterTests {
  private func text(_ write: (inout JSONWriter) throws -> Void) rethrows -> String {
    var writer = JSONWriter()
    try write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("Commas and colons set themselves")
  func writesStructure() {
    let written = text {
      $0.beginObject()
      $0.key("a")
      $0.beginArray()
      $0.number(1)
      $0.number(-2)
      $0.beginObject()
      $0.endObject()
      $0.beginArray()
      $0.endArray()
      $0.string("x")
      $0.endArray()
      $0.key("b")
      $0.null()
      $0.key("c")
      $0.beginObject()
      $0.key("d")
      $0.bool(true)
      $0.key("e")
      $0.bool(false)
      $0.endObject()
      $0.key("f")
      $0.raw(.emptyArray)
      $0.endObject()
    }
    #expect(written == #"{"a":[1,-2,{},[],"x"],"b":null,"c":{"d":true,"e":false},"f":[]}"#)
  }

  @Test("Numbers of every integer type are written in full")
  func writesIntegers() {
    #expect(text { $0.number(Int.min) } == "-9223372036854775808")
    #expect(text { $0.number(UInt64.max) } == "18446744073709551615")
    #expect(text { $0.number(Int8(-128)) } == "-128")
    #expect(JSONSlice(number: Int.min).int == .min)
    #expect(JSONSlice(number: UInt64.max).int == nil)
    #expect(JSONSlice(number: UInt64.max).numberText == "18446744073709551615")
  }

  @Test(
    "A string is read as it was written",
    arguments: [
      "", "plain", "\"", "\\", "\\\\\"", "/", "\u{0}", "\u{1}\u{1F}\u{7F}", "\u{8}\t\n\u{C}\r",
      "\u{2028}\u{2029}", "😀👩‍👩‍👧", "e\u{301}\u{E9}", "\u{FFFD}\u{FFFE}\u{FFFF}\u{10FFFF}", "{\"a\":[1]}", "\r\n",
      "\\u0041",
    ])
  func writesStrings(_ value: String) throws {
    let slice = JSONSlice(string: value)
    #expect(try JSONSlice(parsing: Array(slice.utf8)).stringUTF8 == Array(value.utf8))
    let named = text {
      $0.beginObject()
      $0.key(value)
      $0.string(value)
      $0.endObject()
    }
    let member = try #require(try parsed(named).members.first { _ in true })
    #expect(Array(member.key.utf8) == Array(value.utf8))
    #expect(member.value.stringUTF8 == Array(value.utf8))
    #expect(!slice.utf8.contains(0x0A))
  }

  @Test("What needs no escape is written as it is")
  func escapesNothingElse() {
    #expect(text { $0.string("a/b\u{7F}é\u{2028}😀") } == "\"a/b\u{7F}é\u{2028}😀\"")
    #expect(text { $0.string("\u{8}\u{C}\n\r\t\u{1}\u{1f}\"\\") } == #""\b\f\n\r\t\u0001\u001f\"\\""#)
  }

  @Test("A part of a longer text is written on its own")
  func writesSubstrings() {
    let whole = "name,\"value\""
    #expect(text { $0.string(whole.dropFirst(5)) } == #""\"value\"""#)
    #expect(text { $0.key(whole.prefix(4)) } == #""name":"#)
  }

  @Test("JSON lines: one document on each line, without commas between")
  func writesLines() throws {
    let written = text {
      $0.beginObject()
      $0.key("a")
      $0.string("line\nbreak")
      $0.endObject()
      $0.endLine()
      $0.beginArray()
      $0.endArray()
      $0.endLine()
      $0.number(3)
      $0.endLine()
    }
    #expect(written == "{\"a\":\"line\\nbreak\"}\n[]\n3\n")
    #expect(try written.split(separator: "\n").map { try parsed(String($0)).kind } == [.object, .array, .number])
  }

  @Test("A value that came over several lines does not break a JSON line", arguments: ["\n", "\r\n", "\r"])
  func keepsRawValuesOnOneLine(_ lineBreak: String) throws {
    let text = [
      "{ \"a b\" :", " [1,\t2 ],", "\"c\\\\\":\" \\\" ,\\n: \\\\\", \"\\\"\" : \"\\\\\\\"  x\" }",
    ].joined(separator: lineBreak)
    let slice = try parsed(text)
    var writer = JSONWriter()
    writer.raw(slice)
    let line = String(decoding: writer.bytes, as: UTF8.self)
    #expect(line == #"{"a b":[1,2],"c\\":" \" ,\n: \\","\"":"\\\"  x"}"#)
    #expect(try parsed(line) == slice)
  }

  @Test("A value on one line is written as it came")
  func keepsRawValues() throws {
    let slice = try parsed("[ { \"a\" : 1.50 , \"b\" : \"\\/\\n\" } ]")
    var writer = JSONWriter()
    writer.raw(slice)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == slice.text)
    #expect(slice.text == "[ { \"a\" : 1.50 , \"b\" : \"\\/\\n\" } ]")
  }

  @Test("Taking the bytes leaves a new writer")
  func startsAnew() {
    var writer = JSONWriter()
    writer.number(1)
    #expect(writer.take() == Array("1".utf8))
    #expect(writer.bytes.isEmpty)
    writer.number(2)
    #expect(writer.take() == Array("2".utf8))
  }

  @Test("Random documents are read as they were written", arguments: SeededGenerator.seeds)
  func writesRandomDocuments(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let document = RandomJSON.document(using: &generator)
      var writer = JSONWriter()
      write(document, to: &writer)
      #expect(Array(document.plain.utf8) == writer.bytes)
      #expect(try JSONSlice(parsing: writer.bytes) == parsed(document.written(using: &generator)))
    }
  }

  private func write(_ document: RandomJSON, to writer: inout JSONWriter) {
    switch document {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .number(let text): if let number = JSONSlice(numberText: text) { writer.raw(number) }
    case .string(let text): writer.string(text)
    case .array(let elements):
      writer.beginArray()
      for element in elements { write(element, to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.name)
        write(member.value, to: &writer)
      }
      writer.endObject()
    }
  }
}
