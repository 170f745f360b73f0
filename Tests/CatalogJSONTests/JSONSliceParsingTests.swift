import CatalogJSON
import Testing

struct JSONSliceParsingTests {
  @Test("A document that JSON allows is read", arguments: AcceptedDocuments.all)
  func acceptsDocument(_ document: AcceptedDocument) throws {
    let slice = try parsed(document.text)
    #expect(Array(slice.canonicalText.utf8) == Array(document.canonical.utf8))
  }

  @Test("Space around a document changes nothing", arguments: AcceptedDocuments.all)
  func acceptsSpaceAround(_ document: AcceptedDocument) throws {
    let bare = try parsed(document.text)
    let spaced = try parsed(" \n" + document.text + "\t\r\n ")
    #expect(spaced.text == bare.text)
    #expect(spaced == bare)
  }

  @Test("What JSON does not allow is refused, with the reason and the place", arguments: RefusedDocuments.all)
  func refusesDocument(_ document: RefusedDocument) {
    #expect(refusal(of: document.bytes) == document.error)
  }

  @Test("Inside an array, the same is refused", arguments: RefusedDocuments.all)
  func refusesInsideArray(_ document: RefusedDocument) {
    let error = refusal(of: Array("[0,".utf8) + document.bytes + Array("]".utf8))
    #expect(error != nil)
    #expect((error?.offset ?? 0) >= 3)
  }

  @Test("The tables are as large as they were meant to be")
  func tablesAreLarge() {
    #expect(AcceptedDocuments.all.count + RefusedDocuments.all.count >= 240)
  }

  @Test("A document cut at any byte is refused at a place inside what is left")
  func refusesEveryPrefix() throws {
    let bytes = RichDocument.bytes
    #expect(bytes.count > 1_800)
    _ = try JSONSlice(parsing: bytes)
    for count in 0..<bytes.count {
      let error = try #require(refusal(of: Array(bytes[..<count])), "cut at \(count)")
      #expect(error == JSONError(.unexpectedEnd, at: count), "cut at \(count)")
    }
  }

  @Test("A document that lost its beginning is read only where the rest is one value")
  func refusesEverySuffix() {
    let bytes = RichDocument.bytes
    for start in 1..<bytes.count where !bytes[start...].allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x7B }) {
      if let error = refusal(of: Array(bytes[start...])) {
        #expect(error.offset <= bytes.count - start, "cut before \(start)")
      } else {
        // Only the space before the first brace can go.
        #expect(bytes[..<start].allSatisfy { $0 == 0x20 || $0 == 0x0A }, "cut before \(start)")
      }
    }
  }

  @Test("Every byte that a string may not hold bare is refused where it stands", arguments: 0..<20)
  func refusesBareBytesAtEveryPlace(_ place: Int) {
    for byte in (UInt8(0)..<0x20).map({ $0 }) + (UInt8(0x80)...0xFF).map({ $0 }) {
      var text = [UInt8](repeating: 0x61, count: 20)
      text[place] = byte
      let reason: JSONError.Reason = byte < 0x20 ? .controlCharacter : .invalidUTF8
      #expect(refusal(of: [0x22] + text + [0x22]) == JSONError(reason, at: place + 1), "byte \(byte)")
    }
  }

  @Test("Every other byte may stand in a string, wherever it stands", arguments: 0..<20)
  func acceptsPlainBytesAtEveryPlace(_ place: Int) throws {
    for byte in UInt8(0x20)...0x7F where byte != 0x22 && byte != 0x5C {
      var text = [UInt8](repeating: 0x61, count: 20)
      text[place] = byte
      let slice = try JSONSlice(parsing: [0x22] + text + [0x22])
      #expect(slice.stringUTF8 == text, "byte \(byte)")
    }
  }

  @Test("Every scalar is read, at its own length in UTF-8 and as escapes")
  func acceptsEveryScalar() throws {
    for scalars in stride(from: UInt32(0x20), to: 0x11_0000, by: 0x400) {
      let wanted = (scalars..<scalars + 0x400).compactMap(Unicode.Scalar.init).filter { $0 != "\"" && $0 != "\\" }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: wanted)
      let bytes = Array(String(text).utf8)
      #expect(try JSONSlice(parsing: [0x22] + bytes + [0x22]).stringUTF8 == bytes)

      let escapes = String(text).utf16.map { "\\u" + String(UInt32($0) + 0x1_0000, radix: 16).dropFirst() }
      #expect(try parsed("\"" + escapes.joined() + "\"").stringUTF8 == bytes)
    }
  }

  @Test("Two bytes make a string exactly where they are UTF-8")
  func checksAllByteTriples() {
    for first in UInt8(0x80)...0xFF {
      for second in stride(from: UInt8(0x20), through: 0xFF, by: 1) where second != 0x22 && second != 0x5C {
        for third: UInt8 in [0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2] {
          let bytes = [first, second, third]
          let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
          #expect((refusal(of: [0x22] + bytes + [0x22]) == nil) == isUTF8, "\(bytes)")
        }
      }
    }
  }

  @Test("An error says what and where")
  func describesError() {
    #expect(refusal(of: Array("[1,]".utf8))?.description == "a byte that cannot stand here, at byte 3")
  }
}
