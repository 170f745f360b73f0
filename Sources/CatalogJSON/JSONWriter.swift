/// Writes JSON text, one token after the other; commas and colons set themselves.
///
/// It does not check that objects and arrays are closed in order: that is the caller's shape.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {}

  /// A writer with room for so many bytes.
  package init(reserving count: Int) { bytes.reserveCapacity(count) }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  package mutating func key(_ name: String) {
    separate()
    JSONText.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func key(_ name: some StringProtocol) { key(String(name)) }

  /// Writes a name with its value as it came.
  package mutating func member(_ name: String, _ value: JSONSlice) {
    key(name)
    raw(value)
  }

  package mutating func string(_ text: String) {
    separate()
    JSONText.append(text, to: &bytes)
  }

  package mutating func string(_ text: some StringProtocol) { string(String(text)) }

  package mutating func number(_ value: some BinaryInteger) { token("\(value)") }
  package mutating func bool(_ value: Bool) { token(value ? "true" : "false") }
  package mutating func null() { token("null") }

  /// Writes a value as it came; but where it runs over several lines, without the space between its tokens, since a
  /// line break would end a JSON line. (Inside strings a line break is always an escape.)
  package mutating func raw(_ value: JSONSlice) {
    separate()
    let text = value.utf8
    if text.span.holdsLineBreak {
      appendWithoutSpace(text)
    } else {
      bytes.append(contentsOf: text)
    }
  }

  /// A line break between documents, as JSON lines have it.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Gives the bytes away and starts anew.
  package mutating func take() -> [UInt8] {
    defer {
      bytes = []
      needsComma = false
    }
    return bytes
  }

  private mutating func token(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func appendWithoutSpace(_ text: ArraySlice<UInt8>) {
    var inString = false
    var isEscaped = false
    for byte in text {
      if inString {
        if !isEscaped, byte == UInt8(ascii: "\"") { inString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else {
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { continue }
        inString = byte == UInt8(ascii: "\"")
      }
      bytes.append(byte)
    }
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }
}
