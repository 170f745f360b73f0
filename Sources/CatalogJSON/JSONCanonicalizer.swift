/// Writes the canonical form of one checked value in one pass.
///
/// What is canonical as it stands is copied in runs as long as possible, so that compact text whose members are sorted
/// costs little more than a look at it. An object whose members are not in order is put in order when it ends.
package struct JSONCanonicalizer: ~Copyable {
  var output: ByteBuffer
  /// Where members wait while they are put in order.
  var shelf = ByteBuffer(capacity: 0)
  /// The members of all open objects, by their places in the output.
  var members: ContiguousArray<Member> = []
  /// The next byte to look at.
  var offset = 0
  /// All bytes before this one were written, in this form or another; from here to `offset` they wait to be copied.
  var copied = 0
  /// Whether numbers keep the notation in which they came.
  private let keepsNumbers: Bool
  /// What is left out of the value that is being written.
  private(set) var omission = Omission.nothing

  /// A form that is put together piece by piece, with room for so many bytes.
  package init(reserving count: Int, keepingNumbers keepsNumbers: Bool = false) {
    self.keepsNumbers = keepsNumbers
    output = ByteBuffer(capacity: count)
    members.reserveCapacity(32)
  }

  /// Where a member, and the name in its quotes at the member's start, lie.
  struct Member {
    var start: Int
    var nameEnd: Int
    var end: Int
    /// Whether the name holds an escape.
    let isEscaped: Bool
    /// The name's first eight bytes, the first one highest; known once the object's order was looked at.
    var prefix: UInt64 = 0

    /// The length of the name between its quotes.
    var nameCount: Int { nameEnd - start - 2 }
  }

  static func canonical(_ value: JSONSlice, keepingNumbers keepsNumbers: Bool = false) -> [UInt8] {
    var canonicalizer = JSONCanonicalizer(reserving: value.range.count, keepingNumbers: keepsNumbers)
    canonicalizer.append(value)
    return canonicalizer.output.array()
  }

  /// Writes a value.
  package mutating func append(_ slice: JSONSlice, leavingOut omission: Omission = .nothing) {
    let bytes = slice.storage.bytes
    append(slice.range, of: bytes.span, leavingOut: omission)
  }

  /// Writes a value of a document.
  package mutating func append(
    _ range: JSONRange, of bytes: borrowing Span<UInt8>, leavingOut omission: Omission = .nothing
  ) {
    let span = bytes.extracting(range.indices)
    append(at: 0, of: span, leavingOut: omission)
  }

  /// Writes the value that starts at a place in a document.
  package mutating func append(
    at start: Int, of bytes: borrowing Span<UInt8>, leavingOut omission: Omission = .nothing
  ) {
    self.omission = omission
    offset = start
    copied = start
    value(bytes)
    flush(bytes)
  }

  private mutating func value(_ span: borrowing Span<UInt8>) {
    switch span[offset] {
    case UInt8(ascii: "{"): object(span)
    case UInt8(ascii: "["): array(span)
    case UInt8(ascii: "\""): _ = string(span)
    case UInt8(ascii: "t"), UInt8(ascii: "n"): offset += 4
    case UInt8(ascii: "f"): offset += 5
    default: number(span)
    }
  }

  private mutating func array(_ span: borrowing Span<UInt8>) {
    offset += 1
    dropSpace(span)
    if span[offset] == UInt8(ascii: "]") {
      offset += 1
      return
    }
    repeat {
      dropSpace(span)
      value(span)
    } while takeSeparator(span)
  }

  private mutating func object(_ span: borrowing Span<UInt8>) {
    if flatObject(span) { return }
    offset += 1
    dropSpace(span)
    if span[offset] == UInt8(ascii: "}") {
      offset += 1
      return
    }
    let firstMember = members.count
    let start = position
    repeat {
      dropSpace(span)
      let memberStart = position
      let isEscaped = string(span)
      let nameEnd = position
      dropSpace(span)
      offset += 1
      dropSpace(span)
      value(span)
      members.append(Member(start: memberStart, nameEnd: nameEnd, end: position, isEscaped: isEscaped))
    } while takeSeparator(span)
    if members.count - firstMember > 1 || omission != .nothing {
      // The closing brace waits to be copied, until the members in front of it are in order.
      offset -= 1
      flush(span)
      let isInOrder = isInOrder(from: firstMember)
      let isCut = omission != .nothing && leaveOut(omission, from: firstMember)
      if isCut || !isInOrder { sortMembers(from: firstMember, at: start) }
      offset += 1
    }
    members.removeLast(members.count - firstMember)
  }

  /// Takes the comma or the closing bracket. `true`: another member or element follows.
  private mutating func takeSeparator(_ span: borrowing Span<UInt8>) -> Bool {
    dropSpace(span)
    offset += 1
    return span[offset - 1] == UInt8(ascii: ",")
  }

  // MARK: Copying

  /// Where in the output the byte at `offset` will stand.
  private var position: Int { output.count + offset - copied }

  /// Copies what waits.
  @inline(__always)
  mutating func flush(_ span: borrowing Span<UInt8>) {
    guard copied < offset else { return }
    output.append(span, from: copied, to: offset)
    copied = offset
  }

  /// Leaves the next bytes out.
  private mutating func drop(_ count: Int, _ span: borrowing Span<UInt8>) {
    flush(span)
    offset += count
    copied = offset
  }

  @inline(__always)
  private mutating func dropSpace(_ span: borrowing Span<UInt8>) {
    guard offset < span.count, span[offset] <= 0x20 else { return }
    flush(span)
    while offset < span.count, span[offset] <= 0x20 { offset += 1 }
    copied = offset
  }
}

// MARK: Scalars

extension JSONCanonicalizer {
  /// Passes a string, and tells whether it holds an escape.
  @inline(__always)
  private mutating func string(_ span: borrowing Span<UInt8>) -> Bool {
    offset = span.nextQuoteOrBackslash(from: offset &+ 1)
    let isEscaped = span[offset] == UInt8(ascii: "\\")
    if isEscaped {
      flush(span)
      offset = output.appendString(span, from: offset)
      copied = offset
    }
    offset &+= 1
    return isEscaped
  }

  private mutating func number(_ span: borrowing Span<UInt8>) {
    var end = offset
    var isPlain = true
    scan: while end < span.count {
      switch span[end] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): end += 1
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"):
        isPlain = false
        end += 1
      default: break scan
      }
    }
    // An integer is canonical, if it is not -0 and not so long that a power of ten is shorter.
    let isMinusZero = span[offset] == UInt8(ascii: "-") && span[offset + 1] == UInt8(ascii: "0")
    if keepsNumbers || (isPlain && !isMinusZero && end - offset <= JSONDecimal.plainDigits) {
      offset = end
    } else {
      var text: [UInt8] = []
      for index in offset..<end { text.append(span[index]) }
      drop(end - offset, span)
      var written: [UInt8] = []
      JSONDecimal(text).appendCanonical(to: &written)
      output.append(contentsOf: written)
    }
  }
}
