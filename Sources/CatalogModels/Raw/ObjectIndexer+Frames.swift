internal import CatalogJSON

/// Passing over what is known to stand around data, and over what is linked to it.
extension ObjectIndexer {
  /// Passes an entry up to its data, where it begins as guessed.
  mutating func passHead(
    of attribute: UInt32, isFirst: Bool, after before: Int, _ entry: inout ReadEntry, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard limits.knowsRepeats, let (head, slot) = frames.head(of: attribute, isFirst: isFirst, after: before),
      scanner.pass(head.bytes, bytes)
    else { return false }
    frames.came(slot)
    entry.take(head.said)
    entry.counts.data = 1
    return true
  }

  /// Passes the rest of an entry behind its data, where it is as guessed.
  mutating func passTail(
    of attribute: UInt32, _ entry: inout ReadEntry, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> Bool {
    let mark = scanner.mark
    guard let tail = frames.tail(of: attribute), scanner.pass(tail.front, bytes) else { return false }
    if !tail.rear.isNone {
      let linked = try linkedValue(of: attribute, beside: entry.data, bytes)
      guard scanner.pass(tail.rear, bytes) else {
        scanner.back(to: mark)
        return false
      }
      entry.linked = linked
    }
    entry.take(tail.said)
    return true
  }

  /// Reads what a server links to data: an object for one code, or one for each code of a list.
  ///
  /// What was linked to the same code before, as options are with their labels, is compared and not read.
  mutating func linkedValue(
    of attribute: UInt32, beside data: JSONRange, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> JSONRange {
    guard try scanner.peek(bytes) == UInt8(ascii: "{"), data.count > 0 else { return try scanner.value(bytes) }
    switch bytes[Int(data.start)] {
    case UInt8(ascii: "\""): return try link(of: data, attribute, bytes)
    case UInt8(ascii: "["):
      let start = scanner.offset
      if try scanner.beginObject(bytes) {
        repeat {
          let code = try scanner.key(bytes)
          _ = try link(of: code, attribute, bytes)
        } while try scanner.nextMember(bytes)
      }
      return JSONRange(start, scanner.offset)
    default: return try scanner.value(bytes)
    }
  }

  private mutating func link(
    of code: JSONRange, _ attribute: UInt32, _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> JSONRange {
    // Of all values, only objects are worth it, and end where their last byte is.
    guard try scanner.peek(bytes) == UInt8(ascii: "{") else { return try scanner.value(bytes) }
    let (start, mark) = (scanner.offset, scanner.mark)
    let (slot, earlier) = frames.link(of: code, attribute, bytes)
    // The bytes are the same, so that one place stands for all: whoever made something of them finds it at once.
    if limits.knowsRepeats, scanner.pass(earlier, bytes) { return earlier.range }
    try scanner.skipValue(bytes)
    frames.learn(link: scanner.passage(since: mark, atMost: ValueFrames.longest), at: slot)
    return JSONRange(start, scanner.offset)
  }
}

extension ObjectIndexer.ReadEntry {
  fileprivate mutating func take(_ said: ValueFrames.Said) {
    if said.hasLocale {
      locale = said.locale
      counts.locale += 1
    }
    if said.hasChannel {
      channel = said.channel
      counts.channel += 1
    }
    traits.formUnion(said.traits)
  }
}

/// Tells the head and the tail of an entry that is read, for what they can be known by when they come again.
struct FrameLearning {
  private let start: JSONScanner.Mark
  private var isHeadOver = false
  /// Where the data ended, and what was known then.
  private var dataEnd: (mark: JSONScanner.Mark, entry: ObjectIndexer.ReadEntry)?
  private var front = JSONScanner.Passage.none
  private var linkedEnd: JSONScanner.Mark?
  /// Something came that the bytes alone do not tell in the way that is remembered.
  private var isOdd = false

  init(_ start: JSONScanner.Mark) { self.start = start }

  mutating func sawEscapedName() { isOdd = true }

  /// The head, when the name of the data was read.
  mutating func head(_ entry: ObjectIndexer.ReadEntry, _ scanner: JSONScanner) -> ValueFrames.Head? {
    defer { isHeadOver = true }
    guard !isHeadOver, !isOdd, !entry.isOdd, entry.linked.count == 0, entry.counts.locale <= 1,
      entry.counts.channel <= 1
    else { return nil }
    let bytes = scanner.passage(since: start, atMost: ValueFrames.longest)
    guard !bytes.isNone else { return nil }
    return ValueFrames.Head(
      bytes: bytes,
      said: ValueFrames.Said(
        locale: entry.locale, channel: entry.channel, hasLocale: entry.counts.locale == 1,
        hasChannel: entry.counts.channel == 1, traits: entry.traits))
  }

  mutating func dataEnded(_ mark: JSONScanner.Mark, _ entry: ObjectIndexer.ReadEntry) {
    isHeadOver = true
    if dataEnd != nil { isOdd = true }
    dataEnd = (mark, entry)
  }

  /// The name of linked data was read.
  mutating func linkedBegins(_ scanner: JSONScanner) {
    guard let dataEnd, front.isNone else {
      isOdd = true
      return
    }
    front = scanner.passage(since: dataEnd.mark, atMost: ValueFrames.longest)
    if front.isNone { isOdd = true }
  }

  mutating func linkedEnded(_ mark: JSONScanner.Mark) { linkedEnd = mark }

  /// The tail, when the entry was read.
  func tail(_ entry: ObjectIndexer.ReadEntry, _ scanner: JSONScanner) -> ValueFrames.Tail? {
    guard let (mark, before) = dataEnd, !isOdd, !entry.isOdd else { return nil }
    let locales = entry.counts.locale - before.counts.locale
    let channels = entry.counts.channel - before.counts.channel
    // What the head said cannot be told from what the tail said again.
    guard locales <= 1, channels <= 1, !before.traits.contains(.hasMore),
      channels == 0 || !before.traits.contains(.saysChannel)
    else { return nil }
    var tail = ValueFrames.Tail()
    if let linkedEnd {
      tail.front = front
      tail.rear = scanner.passage(since: linkedEnd, atMost: ValueFrames.longest)
      if tail.rear.isNone { return nil }
    } else {
      tail.front = scanner.passage(since: mark, atMost: ValueFrames.longest)
      if tail.front.isNone { return nil }
    }
    tail.said = ValueFrames.Said(
      locale: entry.locale, channel: entry.channel, hasLocale: locales == 1, hasChannel: channels == 1,
      traits: entry.traits.subtracting(before.traits))
    return tail
  }
}
