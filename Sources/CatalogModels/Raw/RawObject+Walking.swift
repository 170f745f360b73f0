package import CatalogJSON

/// Walking over an object in one pass, for what looks at all of it.
extension RawObject {
  /// Whether ``forEachField(_:)`` shows all there is: no name stands twice, and none comes from elsewhere.
  package var isPlain: Bool {
    guard context.isEmpty, entry.members.count <= 64 else { return false }
    let members = index.members
    for place in entry.members {
      let name = members[place].name
      guard index.names.isShared(name) else { return false }
      for earlier in entry.members.lowerBound..<place where members[earlier].name == name { return false }
    }
    return true
  }

  /// Shows the fields of the object in their order, duplicates included.
  package func forEachField(_ body: (_ name: String, _ value: JSONSlice) -> Void) {
    for place in entry.members {
      let member = index.members[place]
      body(index.text(member.name), index.slice(member.value))
    }
  }

  /// One value as it was read.
  package struct ValuePart {
    /// The attribute.
    package let attribute: String
    /// Whether it is the first in the list of its attribute.
    package let startsList: Bool
    /// The entry, where it has more than data, locale and channel, or writes them in an odd way.
    package let oddEntry: JSONSlice?
    /// The data.
    package let data: JSONSlice
    /// What the strings in the data hold.
    package let text: JSONTextTraits
    /// The locale.
    package let locale: String?
    /// The channel.
    package let channel: String?
    /// Whether the channel is named `channel` and not `scope` (N3).
    package let saysChannel: Bool
  }

  /// Shows the values of the field `values` in their order. `false`: some have another shape than values of products,
  /// records and assets, and nothing more is shown.
  package func forEachValue(_ body: (ValuePart) -> Void) -> Bool {
    for place in entry.rows {
      let row = index.rows[place]
      let traits = row.traits
      guard !traits.contains(.isPartOfKey) else { return false }
      let isRegular = traits.contains(.isRegular)
      body(
        ValuePart(
          attribute: index.text(row.attribute), startsList: traits.contains(.startsList),
          oddEntry: isRegular ? nil : index.slice(index.entry(row)), data: index.slice(row.data), text: traits.text,
          locale: isRegular && row.locale != JSONNames.none ? index.text(row.locale) : nil,
          channel: isRegular && row.channel != JSONNames.none ? index.text(row.channel) : nil,
          saysChannel: traits.contains(.saysChannel)))
    }
    return true
  }
}
