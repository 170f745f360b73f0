internal import CatalogJSON

/// What stood around the data of values, so that it is known when it comes again.
///
/// `{"locale":"en_US","scope":null,"data":` stands before thousands of values of a page, and
/// `,"attribute_type":"pim_catalog_text"}` behind as many. Which one comes next is guessed by what came the last time:
/// before an attribute's first value, what stood there in the item before; before the others, what followed on the one
/// before; behind the data, what stood behind the attribute's value before. Where a guess is wrong, the bytes are read.
///
/// The tables are bounded, whatever a server sends, and an entry is compared with no more than its own bytes.
struct ValueFrames: Sendable {
  /// What some bytes say of a value.
  struct Said: Sendable {
    var locale = JSONNames.none
    var channel = JSONNames.none
    var hasLocale = false
    var hasChannel = false
    var traits: ValueRow.Traits = []
  }

  /// An entry up to the colon before its data.
  struct Head: Sendable {
    var bytes = JSONScanner.Passage.none
    var said = Said()
    /// The head that came behind it the last time.
    fileprivate var next = 0 as UInt8

    init(bytes: JSONScanner.Passage = .none, said: Said = Said()) {
      self.bytes = bytes
      self.said = said
    }
  }

  /// An entry from behind its data on.
  struct Tail: Sendable {
    /// Up to the end, or to the colon before `linked_data`.
    var front = JSONScanner.Passage.none
    /// Behind `linked_data`; none where there is no such member.
    var rear = JSONScanner.Passage.none
    var said = Said()
  }

  private struct OfAttribute: Sendable {
    /// The head of its first value.
    var head = 0 as UInt8
    var tail = Tail()
  }

  /// By slot; none in the first one, which stands for no head.
  private var heads: ContiguousArray<Head> = []
  /// By the number of the attribute.
  private var attributes: ContiguousArray<OfAttribute> = []
  /// What is linked to data, by the hash of the code that names it.
  private var links: ContiguousArray<JSONScanner.Passage> = []
  /// The slot of the entry's head that was read last; 0 for none that is remembered.
  private(set) var last = 0

  private static var headCount: Int { 64 }
  private static var mostAttributes: Int { 4096 }
  private static var linkCount: Int { 512 }
  /// The longest bytes that are remembered.
  static var longest: Int { 4096 }

  /// The head that an attribute's value may have, and its slot.
  ///
  /// - Parameter last: The slot of the head before it.
  func head(of attribute: UInt32, isFirst: Bool, after last: Int) -> (head: Head, slot: Int)? {
    let slot =
      if isFirst {
        Int(attribute) < attributes.count ? Int(attributes[Int(attribute)].head) : 0
      } else {
        last == 0 ? 0 : Int(heads[last].next)
      }
    return slot == 0 ? nil : (heads[slot], slot)
  }

  func tail(of attribute: UInt32) -> Tail? {
    Int(attribute) < attributes.count ? attributes[Int(attribute)].tail : nil
  }

  /// Notes the slot of the head that came; 0 for one that is not remembered.
  mutating func came(_ slot: Int) { last = slot }

  /// Remembers a head that came where another one was guessed, or none.
  mutating func learn(_ head: Head, of attribute: UInt32, isFirst: Bool, after before: Int) {
    if heads.isEmpty { heads = ContiguousArray(repeating: Head(), count: Self.headCount) }
    // Numbers of codes are small, so that heads mostly have slots of their own. Where two share one, the last one has it.
    let mixed = Int(head.said.locale) &* 7 &+ Int(head.said.channel) &* 13 &+ head.bytes.range.count
    let slot = 1 + mixed % (Self.headCount - 1)
    let next = heads[slot].next
    heads[slot] = head
    heads[slot].next = next
    last = slot
    if isFirst {
      change(attribute) { $0.head = UInt8(truncatingIfNeeded: slot) }
    } else if before != 0 {
      heads[before].next = UInt8(truncatingIfNeeded: slot)
    }
  }

  mutating func learn(_ tail: Tail, of attribute: UInt32) {
    change(attribute) { $0.tail = tail }
  }

  private mutating func change(_ attribute: UInt32, _ body: (inout OfAttribute) -> Void) {
    guard attribute < Self.mostAttributes else { return }
    while attributes.count <= Int(attribute) { attributes.append(OfAttribute()) }
    body(&attributes[Int(attribute)])
  }

  // MARK: Linked data

  /// What was linked to a code before, and where that is remembered.
  mutating func link(of code: JSONRange, _ attribute: UInt32, _ bytes: borrowing Span<UInt8>) -> (
    slot: Int, earlier: JSONScanner.Passage
  ) {
    if links.isEmpty { links = ContiguousArray(repeating: .none, count: Self.linkCount) }
    let hash = bytes.foldedHash(of: code) &+ UInt64(attribute) &* 31
    let slot = Int(truncatingIfNeeded: hash) & (Self.linkCount - 1)
    return (slot, links[slot])
  }

  mutating func learn(link: JSONScanner.Passage, at slot: Int) { links[slot] = link }
}
