internal import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// How an entry lies in its row: a version, the state, 16 bytes of fingerprint, then sections of a tag, a length and
/// content. A reader leaves out sections whose tag it does not know, so that one can be added without a new version.
extension LedgerEntry {
  static let codingVersion: UInt8 = 1

  private enum Tag: UInt8 {
    case fields = 1
    case destinationID, mapping, fingerprintVersion, appliedAt, missingSince, source, display, payload
    case identifier = 20
    case resync = 30
    case actions, turn
    case links = 40
  }

  package func encoded() -> [UInt8] {
    var bytes = RowWriter(capacity: 96 + fields.packed.count)
    bytes.byte(Self.codingVersion)
    bytes.byte(state.rawValue)
    bytes.fingerprint(fingerprint)
    bytes.section(Tag.mapping.rawValue) { $0.text(mapping) }
    if fingerprintVersion != 1 {
      bytes.section(Tag.fingerprintVersion.rawValue) { $0.number(UInt64(clamping: fingerprintVersion)) }
    }
    if let destinationID { bytes.section(Tag.destinationID.rawValue) { $0.text(destinationID) } }
    if let identifier { bytes.section(Tag.identifier.rawValue) { $0.text(identifier) } }
    if let appliedAt { bytes.section(Tag.appliedAt.rawValue) { $0.date(appliedAt) } }
    if let missingSince { bytes.section(Tag.missingSince.rawValue) { $0.date(missingSince) } }
    if let source { bytes.section(Tag.source.rawValue) { $0.fingerprint(source) } }
    if !fields.isEmpty {
      bytes.section(Tag.fields.rawValue) { $0.raw(fields.packed) }
    }
    if !display.isEmpty {
      bytes.section(Tag.display.rawValue) { section in
        for (name, text) in display.sorted(by: { $0.key < $1.key }) {
          section.counted(name)
          section.counted(text)
        }
      }
    }
    if !links.isEmpty {
      bytes.section(Tag.links.rawValue) { section in for link in links { section.word(link) } }
    }
    if let payload { bytes.section(Tag.payload.rawValue) { $0.text(payload.text) } }
    if let resync { bytes.section(Tag.resync.rawValue) { $0.number(UInt64(clamping: resync)) } }
    if turn > 0 { bytes.section(Tag.turn.rawValue) { $0.number(UInt64(clamping: turn)) } }
    if !actions.isEmpty { bytes.section(Tag.actions.rawValue) { $0.raw(actions) } }
    return bytes.bytes
  }

  /// Reads a row.
  ///
  /// - Throws: ``SyncError`` with `newerVersion` or `corrupted`.
  package init(row: [UInt8], key: RecordKey) throws(SyncError) {
    do throws(RowFault) {
      try self.init(reading: row)
    } catch {
      switch error {
      case .newer(let version):
        throw SyncError(
          .newerVersion, "The ledger's entry of \(key) has version \(version); this is version \(Self.codingVersion).",
          advice: "Use a newer version of this package for this state.")
      case .damaged:
        throw SyncError(.corrupted, "The ledger's entry of \(key) cannot be read.")
      }
    }
  }

  /// How the record of a row stands, without reading the rest.
  ///
  /// - Throws: ``SyncError`` with `newerVersion` or `corrupted`.
  static func state(in row: [UInt8], of key: RecordKey) throws(SyncError) -> State {
    if row.count > 1, row[0] == codingVersion, let state = State(rawValue: row[1]) { return state }
    return try LedgerEntry(row: row, key: key).state
  }

  /// Whether a row says that the destination has just this content, and nothing speaks for its being gone. The row is
  /// read where it lies. `false` for a row that cannot be read: whoever reads it then, learns why.
  static func isUpToDate(
    _ row: [UInt8], _ fingerprint: Fingerprint, identifier: String?, links: [UInt64]
  ) -> Bool {
    do throws(RowFault) {
      var reader = RowReader(row)
      guard try reader.byte() == codingVersion, try reader.byte() == State.present.rawValue,
        try reader.fingerprint() == fingerprint
      else { return false }
      var version: UInt64 = 1
      var (isNamed, isLinked) = (identifier == nil, links.isEmpty)
      while !reader.isAtEnd {
        let tag = Tag(rawValue: try reader.byte())
        let range = try reader.sectionRange()
        switch tag {
        case .missingSince: return false
        case .fingerprintVersion:
          var section = RowReader(row, range)
          version = try section.number()
        case .identifier:
          guard let identifier, identifier.utf8.elementsEqual(row[range]) else { return false }
          isNamed = true
        case .links:
          guard range.count == 8 * links.count else { return false }
          var section = RowReader(row, range)
          for link in links where try section.word() != link { return false }
          isLinked = true
        default: break
        }
      }
      return isNamed && isLinked && version == UInt64(Fingerprint.version)
    } catch {
      return false
    }
  }

  private init(reading row: [UInt8]) throws(RowFault) {
    var reader = RowReader(row)
    let version = try reader.byte()
    guard version <= Self.codingVersion else { throw .newer(Int(version)) }
    guard version > 0, let state = State(rawValue: try reader.byte()) else { throw .damaged }
    self.init(fingerprint: try reader.fingerprint(), state: state, mapping: "", fingerprintVersion: 1)
    while !reader.isAtEnd {
      let tag = Tag(rawValue: try reader.byte())
      var section = try reader.section()
      switch tag {
      case .fields: fields = try LedgerFields(packed: section.rest())
      case .destinationID: destinationID = section.text()
      case .identifier: identifier = section.text()
      case .mapping: mapping = section.text()
      case .fingerprintVersion: fingerprintVersion = Int(clamping: try section.number())
      case .appliedAt: appliedAt = try section.date()
      case .missingSince: missingSince = try section.date()
      case .source: source = try section.fingerprint()
      case .links: while !section.isAtEnd { links.append(try section.word()) }
      case .display:
        while !section.isAtEnd { display[try section.counted()] = try section.counted() }
      case .payload:
        guard let json = try? RawJSON(parsing: section.rest()) else { throw .damaged }
        payload = json
      case .resync: resync = Int(clamping: try section.number())
      case .actions: actions = section.rest()
      case .turn: turn = Int(clamping: try section.number())
      case nil: break
      }
    }
  }
}
