/// An ordered map from keys to something small, kept compactly: the keys of a chunk lie one behind the other in one
/// array of bytes. A million keys of 36 bytes take about 90 MB with a payload of 20 bytes, where strings in a
/// dictionary take twice that.
///
/// Keys are compared by their UTF-8 bytes, so that two spellings of one letter stay two keys.
struct KeyIndex<Payload: Sendable>: Sendable {
  private var chunks: [Chunk] = []
  /// How the first key of each chunk begins, so that most of a search stays within one array.
  private var heads: [UInt64] = []
  private(set) var count = 0

  private static var capacity: Int { 256 }

  /// A run of neighbouring keys.
  private struct Chunk: Sendable {
    var bytes: [UInt8] = []
    /// Where each key ends in `bytes`.
    var ends: [Int32] = []
    var payloads: [Payload] = []

    func range(_ place: Int) -> Range<Int> {
      (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
    }

    func precedes(_ place: Int, _ key: [UInt8]) -> Bool {
      KeyIndex.precedes(bytes, range(place), key)
    }

    func holds(_ key: [UInt8], at place: Int) -> Bool {
      let range = range(place)
      guard range.count == key.count else { return false }
      for index in key.indices where bytes[range.lowerBound + index] != key[index] { return false }
      return true
    }
  }

  /// Where a key stands, or would stand.
  private struct Place {
    var chunk: Int
    var offset: Int
    var isThere: Bool
  }

  subscript(key: [UInt8]) -> Payload? {
    let place = place(of: key)
    return place.isThere ? chunks[place.chunk].payloads[place.offset] : nil
  }

  /// Where a search goes on that looks for one key after the other.
  struct Cursor {
    fileprivate var chunk = 0
    fileprivate var offset = 0
  }

  /// The payload of a key. Where keys are asked for in their order, each is found at once behind the one before.
  func payload(of key: [UInt8], _ cursor: inout Cursor) -> Payload? {
    if cursor.chunk < chunks.count, cursor.offset == chunks[cursor.chunk].payloads.count {
      cursor.chunk += 1
      cursor.offset = 0
    }
    if cursor.chunk < chunks.count, chunks[cursor.chunk].holds(key, at: cursor.offset) {
      defer { cursor.offset += 1 }
      return chunks[cursor.chunk].payloads[cursor.offset]
    }
    let place = place(of: key)
    guard place.isThere else { return nil }
    cursor.chunk = place.chunk
    cursor.offset = place.offset + 1
    return chunks[place.chunk].payloads[place.offset]
  }

  /// Sets the payload of a key; gives the one before.
  @discardableResult
  mutating func set(_ payload: Payload, for key: [UInt8]) -> Payload? {
    let place = place(of: key)
    if place.isThere {
      let old = chunks[place.chunk].payloads[place.offset]
      chunks[place.chunk].payloads[place.offset] = payload
      return old
    }
    count += 1
    if chunks.isEmpty {
      chunks.append(Chunk())
      heads.append(0)
    }
    insert(payload, key, into: place.chunk, at: place.offset)
    return nil
  }

  /// Removes a key; gives its payload.
  @discardableResult
  mutating func remove(_ key: [UInt8]) -> Payload? {
    let place = place(of: key)
    guard place.isThere else { return nil }
    count -= 1
    let range = chunks[place.chunk].range(place.offset)
    chunks[place.chunk].bytes.removeSubrange(range)
    chunks[place.chunk].ends.remove(at: place.offset)
    for index in place.offset..<chunks[place.chunk].ends.count {
      chunks[place.chunk].ends[index] -= Int32(range.count)
    }
    let payload = chunks[place.chunk].payloads.remove(at: place.offset)
    if chunks[place.chunk].payloads.isEmpty {
      chunks.remove(at: place.chunk)
      heads.remove(at: place.chunk)
    } else if place.offset == 0 {
      updateHead(of: place.chunk)
    }
    return payload
  }

  /// Up to `limit` keys behind `after`, in order.
  func page(after: [UInt8]?, limit: Int) -> [(key: [UInt8], payload: Payload)] {
    var place = after.map(place(of:)) ?? Place(chunk: 0, offset: 0, isThere: false)
    if place.isThere { place.offset += 1 }
    var page: [(key: [UInt8], payload: Payload)] = []
    page.reserveCapacity(min(limit, count))
    while page.count < limit, place.chunk < chunks.count {
      let chunk = chunks[place.chunk]
      while page.count < limit, place.offset < chunk.payloads.count {
        page.append((Array(chunk.bytes[chunk.range(place.offset)]), chunk.payloads[place.offset]))
        place.offset += 1
      }
      place.chunk += 1
      place.offset = 0
    }
    return page
  }

  /// Up to `limit` keys behind `after`, in order, as texts.
  func keys(after: [UInt8]?, limit: Int) -> [String] {
    var place = after.map(place(of:)) ?? Place(chunk: 0, offset: 0, isThere: false)
    if place.isThere { place.offset += 1 }
    var keys: [String] = []
    keys.reserveCapacity(min(limit, count))
    while keys.count < limit, place.chunk < chunks.count {
      let chunk = chunks[place.chunk]
      while keys.count < limit, place.offset < chunk.payloads.count {
        keys.append(String(decoding: chunk.bytes[chunk.range(place.offset)], as: UTF8.self))
        place.offset += 1
      }
      place.chunk += 1
      place.offset = 0
    }
    return keys
  }

  /// Changes all payloads, each with its number in the order of the keys.
  mutating func updateAll(_ update: (inout Payload, Int) -> Void) {
    var number = 0
    for chunk in chunks.indices {
      for offset in chunks[chunk].payloads.indices {
        update(&chunks[chunk].payloads[offset], number)
        number += 1
      }
    }
  }

  private func place(of key: [UInt8]) -> Place {
    guard !chunks.isEmpty else { return Place(chunk: 0, offset: 0, isThere: false) }
    // The last chunk whose first key is not behind the key: an append at the end finds its place at once.
    let head = Self.head(key, key.indices)
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      let other = heads[middle]
      if other > head || other == head && isBehind(chunks[middle], first: key) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    let chunk = max(0, low - 1)
    var first = 0
    var last = chunks[chunk].payloads.count
    while first < last {
      let middle = (first + last) / 2
      if chunks[chunk].precedes(middle, key) { first = middle + 1 } else { last = middle }
    }
    let isThere = first < chunks[chunk].payloads.count && chunks[chunk].holds(key, at: first)
    return Place(chunk: chunk, offset: first, isThere: isThere)
  }

  /// Whether a chunk's first key comes behind `key`.
  private func isBehind(_ chunk: Chunk, first key: [UInt8]) -> Bool {
    !chunk.precedes(0, key) && !chunk.holds(key, at: 0)
  }

  /// The first eight bytes as a number that is ordered as keys are: they hold no zero, so that a shorter one comes first.
  private static func head(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var head: UInt64 = 0
    for place in 0..<8 {
      head = head << 8 | (place < range.count ? UInt64(bytes[range.lowerBound + place]) : 0)
    }
    return head
  }

  private mutating func updateHead(of chunk: Int) {
    heads[chunk] = Self.head(chunks[chunk].bytes, chunks[chunk].range(0))
  }

  private mutating func insert(_ payload: Payload, _ key: [UInt8], into chunk: Int, at offset: Int) {
    let start = offset == 0 ? 0 : Int(chunks[chunk].ends[offset - 1])
    chunks[chunk].bytes.insert(contentsOf: key, at: start)
    chunks[chunk].ends.insert(Int32(start), at: offset)
    for index in offset..<chunks[chunk].ends.count { chunks[chunk].ends[index] += Int32(key.count) }
    chunks[chunk].payloads.insert(payload, at: offset)
    if offset == 0 { updateHead(of: chunk) }
    if chunks[chunk].payloads.count > Self.capacity { split(chunk, appended: offset == Self.capacity) }
  }

  /// Keys that come in order leave full chunks behind; others leave halves.
  private mutating func split(_ index: Int, appended: Bool) {
    let chunk = chunks[index]
    let middle = appended && index == chunks.count - 1 ? Self.capacity : Self.capacity / 2
    let boundary = chunk.ends[middle - 1]
    chunks[index] = Chunk(
      bytes: Array(chunk.bytes[..<Int(boundary)]), ends: Array(chunk.ends[..<middle]),
      payloads: Array(chunk.payloads[..<middle]))
    chunks.insert(
      Chunk(
        bytes: Array(chunk.bytes[Int(boundary)...]), ends: chunk.ends[middle...].map { $0 - boundary },
        payloads: Array(chunk.payloads[middle...])), at: index + 1)
    heads.insert(0, at: index + 1)
    updateHead(of: index + 1)
  }

  private static func precedes(_ bytes: [UInt8], _ range: Range<Int>, _ key: [UInt8]) -> Bool {
    let shared = min(range.count, key.count)
    var index = 0
    while index < shared {
      let (a, b) = (bytes[range.lowerBound + index], key[index])
      if a != b { return a < b }
      index += 1
    }
    return range.count < key.count
  }
}
