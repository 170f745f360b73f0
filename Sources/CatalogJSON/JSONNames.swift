/// The names and codes of one document, each once: those that are equal share a number and a string.
///
/// The table is bounded, whatever a server sends: so many names, each so long, found within so many steps. A name beyond
/// the bounds, or one written with escapes, gets a number of its own each time and is compared by its bytes.
@usableFromInline
package struct JSONNames: Sendable {
  /// The number that stands for no name.
  @inlinable package static var none: UInt32 { 0 }
  /// Numbers fit 24 bits; what is left of a word is free for other use.
  @inlinable package static var numberMask: UInt32 { 0x00FF_FFFF }

  /// Names that share nothing are numbered from here.
  @usableFromInline static var firstUnshared: UInt32 { 1 << 16 }
  static var longestShared: Int { 255 }
  static var mostSteps: Int { 16 }

  /// By number, from 1. The strings are made when the document was read.
  private var strings: ContiguousArray<String> = []
  /// By number, the first eight bytes, the first one highest.
  private var prefixes: ContiguousArray<UInt64> = []
  /// By number, where a name first came.
  private var places: ContiguousArray<JSONRange> = [JSONRange(0, 0)]
  /// By number, the name that came behind it the last time; while reading only. Items of one page are much alike.
  private var followers: ContiguousArray<UInt16> = [0]
  private var previous: UInt16 = 0
  /// Names that share nothing, where they came.
  private var unshared: ContiguousArray<JSONRange> = []
  /// Numbers, each at or behind the slot of its name's hash; 0 where there is none.
  private var slots: ContiguousArray<UInt16>

  /// A table for a document of so many bytes.
  package init(byteCount: Int) {
    var count = 128
    while count < 4096, count < byteCount / 64 { count *= 2 }
    slots = ContiguousArray(repeating: 0, count: count)
  }

  /// The most names that share numbers.
  private var limit: Int { slots.count / 4 * 3 }

  /// The number of names that share one.
  package var sharedCount: Int { places.count - 1 }

  // MARK: Reading

  /// The number of a name: the inside of a checked string. The bytes must be the same ones at each call.
  package mutating func number(
    of name: JSONRange, hasEscape: Bool, _ bytes: borrowing Span<UInt8>
  ) -> UInt32 {
    let guess = followers[Int(previous)]
    if guess != 0, !hasEscape, bytes.isSame(name, places[Int(guess)]) {
      previous = guess
      return UInt32(guess)
    }
    let number = findOrAdd(name, hasEscape, bytes)
    if let shared = UInt16(exactly: number) {
      followers[Int(previous)] = shared
      previous = shared
    }
    return number
  }

  /// The number of a code that is not a name but comes with many, such as a locale's; none for empty text.
  package mutating func repeatedNumber(
    of code: JSONRange, hasEscape: Bool, _ bytes: borrowing Span<UInt8>
  ) -> UInt32 {
    code.count == 0 ? Self.none : findOrAdd(code, hasEscape, bytes)
  }

  private mutating func findOrAdd(
    _ name: JSONRange, _ hasEscape: Bool, _ bytes: borrowing Span<UInt8>
  ) -> UInt32 {
    guard name.count <= Self.longestShared, !hasEscape else { return unsharedNumber(of: name) }
    var slot = Int(truncatingIfNeeded: bytes.foldedHash(of: name)) & (slots.count - 1)
    for _ in 0..<Self.mostSteps {
      var number = slots[slot]
      if number == 0 {
        guard places.count <= limit else { break }
        number = UInt16(truncatingIfNeeded: places.count)
        places.append(name)
        followers.append(0)
        slots[slot] = number
      } else if !bytes.isSame(name, places[Int(number)]) {
        slot = (slot + 1) & (slots.count - 1)
        continue
      }
      return UInt32(number)
    }
    return unsharedNumber(of: name)
  }

  private mutating func unsharedNumber(of name: JSONRange) -> UInt32 {
    // A document's limits end long before the mask does.
    let number = Self.firstUnshared + UInt32(truncatingIfNeeded: unshared.count)
    guard number <= Self.numberMask else { return Self.none }
    unshared.append(name)
    return number
  }

  /// Makes the strings, each once.
  package mutating func seal(_ storage: JSONStorage) {
    strings.reserveCapacity(places.count)
    prefixes.reserveCapacity(places.count)
    strings.append("")
    prefixes.append(0)
    let bytes = storage.bytes
    for place in places.dropFirst() {
      strings.append(storage.string(place, JSONTextTraits(rawValue: 4)))
      prefixes.append(bytes.span.shortPrefix(place))
    }
    followers = []
    unshared = ContiguousArray(unshared)
  }

  // MARK: Using

  /// Whether a number stands for every name that is the same, unless that was written with escapes.
  package func isShared(_ number: UInt32) -> Bool { number < Self.firstUnshared && unshared.isEmpty }

  /// The first eight bytes of a shared name, the first one highest.
  package func prefix(of number: UInt32) -> UInt64 { prefixes[Int(number)] }

  /// Whether a shared name stands before another in a canonical form.
  package func precedes(_ a: UInt32, _ b: UInt32) -> Bool {
    let (x, y) = (prefixes[Int(a)], prefixes[Int(b)])
    // Names without escapes sort by their bytes, unless they are not ASCII.
    if x != y, (x | y) & UInt64.topBits == 0 { return x < y }
    return strings[Int(a)].precedesInUTF16(strings[Int(b)])
  }

  /// The place of each shared name among all of them in a canonical form, by number: equal only for the same name.
  package func ranks() -> ContiguousArray<UInt16> {
    var order = ContiguousArray(UInt32(0)..<UInt32(truncatingIfNeeded: strings.count))
    order.sort { $0 == 0 ? $1 != 0 : $1 != 0 && precedes($0, $1) }
    var ranks = ContiguousArray(repeating: 0 as UInt16, count: strings.count)
    for (rank, number) in order.enumerated() { ranks[Int(number)] = UInt16(truncatingIfNeeded: rank) }
    return ranks
  }

  /// Where a shared name first came: its bytes, which hold no escape.
  package func place(of number: UInt32) -> JSONRange { places[Int(number)] }

  /// The name of a number.
  package func text(_ number: UInt32, in storage: JSONStorage) -> String {
    number < Self.firstUnshared
      ? strings[Int(number)] : storage.string(unshared[Int(number - Self.firstUnshared)])
  }

  /// Whether every name has a number that it shares, so that ``number(of:)`` finds whatever there is.
  package var areAllShared: Bool { unshared.isEmpty }

  /// The number of a name among those that share one; none where no name is the same byte for byte.
  package func number(of name: String) -> UInt32 {
    let count = name.utf8.count
    let (hash, prefix) = name.hashAndPrefix
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    for _ in 0..<Self.mostSteps {
      let number = Int(slots[slot])
      if number == 0 { break }
      // The first bytes are mostly all there is to compare.
      if prefixes[number] == prefix, strings[number].utf8.count == count,
        count <= 8 || strings[number].hasSameBytes(as: name)
      {
        return UInt32(truncatingIfNeeded: number)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return Self.none
  }

  /// The numbers of one name.
  @usableFromInline
  package struct Search: Sendable {
    /// The number that the name itself has, or 0.
    @usableFromInline fileprivate(set) package var first: UInt32 = 0
    /// Numbers of the same name in another case.
    fileprivate(set) var others: [UInt32] = []
    /// Whether names that share nothing have to be looked at.
    fileprivate(set) var seesUnshared = false
    fileprivate let name: String
    fileprivate let ignoresCase: Bool

    /// Whether no name of the document can be the one.
    package var isHopeless: Bool { first == 0 && others.isEmpty && !seesUnshared }
  }

  /// Looks for a name.
  ///
  /// - Parameter ignoresCase: Whether ASCII letters in another case are the same, as they are in codes.
  package func search(for name: String, ignoringCase ignoresCase: Bool) -> Search {
    var search = Search(name: name, ignoresCase: ignoresCase)
    search.seesUnshared = !unshared.isEmpty
    var slot = Int(truncatingIfNeeded: name.foldedHash) & (slots.count - 1)
    for _ in 0..<Self.mostSteps {
      let number = slots[slot]
      if number == 0 { break }
      let text = strings[Int(number)]
      if text.utf8.count == name.utf8.count {
        if text.hasSameBytes(as: name) {
          search.first = UInt32(number)
          if !ignoresCase { break }
        } else if ignoresCase, text.hasSameFoldedBytes(as: name) {
          search.others.append(UInt32(number))
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return search
  }

  /// Whether a number is one of those looked for.
  @inlinable
  package func isFound(_ number: UInt32, by search: borrowing Search, in storage: JSONStorage) -> Bool {
    number == search.first ? number != 0 : isFoundOtherwise(number, by: search, in: storage)
  }

  @usableFromInline
  func isFoundOtherwise(_ number: UInt32, by search: borrowing Search, in storage: JSONStorage) -> Bool {
    if number < Self.firstUnshared { return !search.others.isEmpty && search.others.contains(number) }
    guard search.seesUnshared else { return false }
    let place = unshared[Int(number - Self.firstUnshared)]
    // An escape is never shorter than what it stands for.
    guard place.count >= search.name.utf8.count else { return false }
    let text = storage.string(place)
    return text.hasSameBytes(as: search.name) || search.ignoresCase && text.hasSameFoldedBytes(as: search.name)
  }
}
