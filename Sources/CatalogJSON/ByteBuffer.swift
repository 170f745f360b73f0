/// Bytes that grow at their end, by pieces that are often a few bytes long.
///
/// `[UInt8]` asks at every piece whether its memory is its own, which costs more than such pieces do.
@safe
struct ByteBuffer: ~Copyable {
  /// Memory for `capacity` bytes, of which `count` were written; this value's alone.
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    // A few bytes more than asked for let short pieces be copied as whole words.
    self.capacity = max(64, capacity + 16)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit {
    // Safe: the memory is this value's alone, and bytes need no clearing.
    unsafe base.deallocate()
  }

  subscript(_ place: Int) -> UInt8 {
    precondition(place >= 0 && place < count)
    // Safe: the place was just checked.
    return unsafe base[place]
  }

  var last: UInt8? { count > 0 ? self[count - 1] : nil }

  /// The bytes as an array.
  func array() -> [UInt8] {
    // Safe: `count` bytes were written.
    unsafe [UInt8](UnsafeBufferPointer(start: base, count: count))
  }

  /// Gives the bytes to a function that does not keep them.
  func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    // Safe: `count` bytes were written, and nothing changes them meanwhile.
    unsafe body(UnsafeBufferPointer(start: base, count: count).span)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(to: count + 1) }
    // Safe: there is room.
    unsafe base[count] = byte
    count &+= 1
  }

  /// Appends bytes.
  @inline(__always)
  mutating func append(_ bytes: borrowing Span<UInt8>) {
    append(bytes, from: 0, to: bytes.count)
  }

  /// Appends bytes of a span from a place up to another.
  @inline(__always)
  mutating func append(_ bytes: borrowing Span<UInt8>, from start: Int, to end: Int) {
    precondition(start >= 0 && start <= end && end <= bytes.count)
    let length = end &- start
    if length > capacity &- count { grow(to: count + length) }
    let target = unsafe UnsafeMutableRawPointer(base) + count
    if length <= 16, capacity &- count >= 16, start <= bytes.count &- 16 {
      // Safe: sixteen bytes lie in the span behind the start, and fit; those too many are written over later.
      let words = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD2<UInt64>.self)
      unsafe target.storeBytes(of: words, as: SIMD2<UInt64>.self)
    } else if length > 16, length <= 64 {
      // Safe: there is room for as many bytes as the range has, which was checked; blocks at its ends meet or overlap.
      unsafe bytes.copyBlock(at: start, to: target, 0)
      if length > 32 {
        unsafe bytes.copyBlock(at: start &+ 16, to: target, 16)
        unsafe bytes.copyBlock(at: end &- 32, to: target, length &- 32)
      }
      unsafe bytes.copyBlock(at: end &- 16, to: target, length &- 16)
    } else {
      // Safe: there is room, the range was checked, and both memories are apart.
      unsafe bytes.bytes.withUnsafeBytes { source in
        guard length > 0, let source = source.baseAddress else { return }
        unsafe target.copyMemory(from: source + start, byteCount: length)
      }
    }
    count &+= length
  }

  /// Appends bytes of a span between quotes.
  @inline(__always)
  mutating func append(quoted bytes: borrowing Span<UInt8>, from start: Int, to end: Int) {
    append(UInt8(ascii: "\""))
    append(bytes, from: start, to: end)
    append(UInt8(ascii: "\""))
  }

  /// Appends bytes of its own again.
  mutating func append(again start: Int, to end: Int) {
    precondition(start >= 0 && start <= end && end <= count)
    if end &- start > capacity &- count { grow(to: count &+ end &- start) }
    // Safe: there is room, the range was checked, and what is appended lies behind it.
    unsafe (base + count).update(from: base + start, count: end &- start)
    count &+= end &- start
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    if length > capacity &- count { grow(to: count + length) }
    // Safe: a StaticString's UTF-8 lives for ever, and there is room.
    unsafe (UnsafeMutableRawPointer(base) + count).copyMemory(from: text.utf8Start, byteCount: length)
    count &+= length
  }

  /// Appends up to four bytes, the first of them lowest.
  @inline(__always)
  mutating func append(_ bytes: UInt32, count length: Int) {
    precondition(length <= 4)
    if capacity &- count < 4 { grow(to: count + 4) }
    // Safe: there is room for four bytes; those too many are written over later.
    unsafe (UnsafeMutableRawPointer(base) + count).storeBytes(of: bytes.littleEndian, as: UInt32.self)
    count &+= length
  }

  /// Appends what is left of a checked string, each character in its one form, up to its closing quote, and gives the
  /// place of that.
  mutating func appendString(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while true {
      while let block = bytes.block(at: offset) {
        if capacity &- count < 16 { grow(to: count + 16) }
        // Safe: there is room for sixteen bytes; those too many are written over later.
        unsafe (UnsafeMutableRawPointer(base) + count).storeBytes(of: block, as: SIMD2<UInt64>.self)
        let run = block.firstQuoteOrBackslash
        count &+= run ?? 16
        offset &+= run ?? 16
        if run != nil { break }
      }
      while bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
        append(bytes[offset])
        offset &+= 1
      }
      if bytes[offset] == UInt8(ascii: "\"") { return offset }
      switch bytes[offset &+ 1] {
      case UInt8(ascii: "/"):
        append(UInt8(ascii: "/"))
        offset &+= 2
      case UInt8(ascii: "u"):
        let (scalar, length) = JSONText.unicodeEscape(bytes, at: offset)
        append(inString: scalar)
        offset &+= length
      case let byte:
        append(UInt32(UInt8(ascii: "\\")) | UInt32(byte) << 8, count: 2)
        offset &+= 2
      }
    }
  }

  /// Appends a scalar as it stands in a string, escaped if it must be.
  @inline(__always)
  mutating func append(inString scalar: Unicode.Scalar) {
    if scalar.value >= 0x80 {
      let (bytes, length) = JSONText.utf8(scalar)
      append(bytes, count: length)
    } else {
      append(inString: UInt8(truncatingIfNeeded: scalar.value))
    }
  }

  private mutating func append(inString ascii: UInt8) {
    var written: [UInt8] = []
    JSONText.appendEscaped(ascii, to: &written)
    append(contentsOf: written)
  }

  mutating func append(contentsOf bytes: [UInt8]) {
    let slice = bytes[...]
    append(slice.span)
  }

  /// Appends the bytes of another buffer from a place up to another.
  mutating func append(_ other: borrowing ByteBuffer, from start: Int, to end: Int) {
    precondition(start >= 0 && start <= end && end <= other.count)
    if end - start > capacity - count { grow(to: count + end - start) }
    // Safe: there is room, the range was checked, and both memories are apart.
    unsafe (base + count).update(from: other.base + start, count: end - start)
    count += end - start
  }

  /// Takes bytes away from the end.
  mutating func shorten(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= count)
    count = newCount
  }

  private mutating func grow(to needed: Int) {
    let newCapacity = max(needed + 16, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    // Safe: the new memory is larger and apart, and the old one is not used again.
    unsafe larger.initialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = newCapacity
  }
}

extension Span where Element == UInt8 {
  /// Copies sixteen bytes. Both places must have as many.
  @unsafe
  @inline(__always)
  fileprivate func copyBlock(at start: Int, to target: UnsafeMutableRawPointer, _ offset: Int) {
    let block = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD2<UInt64>.self)
    unsafe (target + offset).storeBytes(of: block, as: SIMD2<UInt64>.self)
  }
}
