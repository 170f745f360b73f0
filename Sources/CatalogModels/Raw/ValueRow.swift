internal import CatalogJSON

/// One value of a product, a record or an asset, in 32 bytes.
struct ValueRow: Sendable {
  /// The attribute's number, and what is known of the value.
  private let head: UInt32
  /// The number of the locale's code, or none.
  var locale = JSONNames.none
  /// The number of the channel's code, or none.
  var channel = JSONNames.none
  /// Where the entry starts: the object around the data, or the data itself where there is none.
  let entry: UInt32
  private let start: UInt32
  private let end: UInt32
  /// Where the value of `linked_data` lies; nothing where there is none.
  var linked = JSONRange.nothing

  /// What is known of a value since it was read.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ text: JSONTextTraits) { rawValue = text.rawValue << 5 }

    /// It is the first in the list of its attribute.
    static let startsList = Traits(rawValue: 1)
    /// The attribute's code is the start of a longer key, as in enriched categories (N3).
    static let isPartOfKey = Traits(rawValue: 2)
    /// The entry has members beside data, locale and channel.
    static let hasMore = Traits(rawValue: 4)
    /// The entry is an object that has data, locale and one name of the channel, each once and each as text without
    /// escapes or `null`, and nothing else but `linked_data` and what servers repeat of the attribute (N6).
    static let isRegular = Traits(rawValue: 8)
    /// The channel is named `channel` and not `scope` (N3).
    static let saysChannel = Traits(rawValue: 16)

    /// What the strings in the data hold.
    var text: JSONTextTraits { JSONTextTraits(rawValue: rawValue >> 5) }
  }

  init(attribute: UInt32, traits: Traits, entry: Int, data: JSONRange) {
    head = attribute | UInt32(traits.rawValue) << 24
    self.entry = UInt32(truncatingIfNeeded: entry)
    start = data.start
    end = data.end
  }

  /// The number of the attribute's code.
  var attribute: UInt32 { head & JSONNames.numberMask }
  var traits: Traits { Traits(rawValue: UInt8(truncatingIfNeeded: head >> 24)) }
  /// Where the data lies. An empty range stands for none.
  var data: JSONRange { JSONRange(Int(start), Int(end)) }
}
