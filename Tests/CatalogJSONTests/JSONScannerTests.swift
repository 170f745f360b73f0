import CatalogJSON
import Testing

/// The scanner as a caller uses it that knows the shape it wants.
struct JSONScannerTests {
  /// The items' ranges and the next link of a page, in one pass.
  private func page(
    _ bytes: ContiguousArray<UInt8>, limits: JSONLimits = .default
  ) throws(JSONError) -> (items: [String], next: String?) {
    let span = bytes.span
    var scanner = JSONScanner(limits: limits)
    var items: [String] = []
    var next: String?
    if try scanner.beginObject(span) {
      repeat {
        let name = try scanner.key(span)
        switch String(decoding: bytes[name.indices], as: UTF8.self) {
        case "items" where try scanner.peek(span) == UInt8(ascii: "["):
          guard try scanner.beginArray(span) else { continue }
          repeat {
            items.append(String(decoding: bytes[try scanner.value(span).indices], as: UTF8.self))
          } while try scanner.nextElement(span)
        case "next":
          next = String(decoding: bytes[try scanner.value(span).indices], as: UTF8.self)
        default: try scanner.skipValue(span)
        }
      } while try scanner.nextMember(span)
    }
    try scanner.finish(span)
    return (items, next)
  }

  @Test("A page is walked in one pass, and what is not wanted is passed")
  func walksPage() throws {
    let bytes = ContiguousArray(
      " { \"x\" : [ {} , [ ] , \"}\" ] , \"items\" : [ {\"a\" : 1} , 2 ,\"]\" ] , \"y\":{} , \"next\" : null } ".utf8)
    let page = try page(bytes)
    #expect(page.items == ["{\"a\" : 1}", "2", "\"]\""])
    #expect(page.next == "null")
  }

  @Test("Empty containers are passed at once")
  func walksEmptyPage() throws {
    #expect(try page(ContiguousArray("{ }".utf8)).items.isEmpty)
    let page = try page(ContiguousArray("{\"items\":[ ],\"next\":\"n\"}".utf8))
    #expect(page.items.isEmpty)
    #expect(page.next == "\"n\"")
  }

  @Test(
    "What the walk does not want is checked all the same",
    arguments: [
      ("{\"x\":[1,],\"items\":[]}", JSONError(.unexpectedByte, at: 8)),
      ("{\"items\":[1,tru]}", JSONError(.invalidLiteral, at: 12)),
      ("{\"items\":[1 2]}", JSONError(.unexpectedByte, at: 12)),
      ("{\"items\":[1}", JSONError(.unexpectedByte, at: 11)),
      ("{\"items\":[1]", JSONError(.unexpectedEnd, at: 12)),
      ("{\"items\":[1]}]", JSONError(.trailingBytes, at: 13)),
      ("{\"items\":[1],}", JSONError(.unexpectedByte, at: 13)),
      ("{\"items\" [1]}", JSONError(.unexpectedByte, at: 9)),
      ("{items:[1]}", JSONError(.unexpectedByte, at: 1)),
      ("[1]", JSONError(.unexpectedByte, at: 0)),
      ("", JSONError(.unexpectedEnd, at: 0)),
    ])
  func refusesBrokenPage(_ text: String, _ error: JSONError) {
    #expect(throws: error) { try page(ContiguousArray(text.utf8)) }
  }

  @Test("The levels that the caller stepped into count for the limit of depth")
  func countsSteppedLevels() throws {
    let bytes = ContiguousArray("{\"items\":[[1],[[2]]]}".utf8)
    #expect(try page(bytes, limits: JSONLimits(depth: 4)).items == ["[1]", "[[2]]"])
    #expect(throws: JSONError(.tooDeep, at: 15)) { try page(bytes, limits: JSONLimits(depth: 3)) }
    #expect(throws: JSONError(.tooDeep, at: 9)) { try page(bytes, limits: JSONLimits(depth: 1)) }
    // A level that was left no longer counts.
    let twice = ContiguousArray("{\"items\":[1],\"x\":[[1]],\"y\":[],\"z\":[[1]]}".utf8)
    #expect(try page(twice, limits: JSONLimits(depth: 3)).items == ["1"])
  }

  @Test("A name's range holds what stands between its quotes")
  func tellsNames() throws {
    let bytes = ContiguousArray(#"{ "a\"b" : 1, "" :2}"#.utf8)
    let span = bytes.span
    var scanner = JSONScanner()
    let isFilled = try scanner.beginObject(span)
    let first = try scanner.key(span)
    let value = try scanner.value(span)
    let hasMore = try scanner.nextMember(span)
    let second = try scanner.key(span)
    #expect(isFilled && hasMore)
    #expect(String(decoding: bytes[first.indices], as: UTF8.self) == #"a\"b"#)
    #expect(String(decoding: bytes[value.indices], as: UTF8.self) == "1")
    #expect(second.count == 0)
  }
}
