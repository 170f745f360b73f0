internal import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// An action as one line of JSON: its members always stand in the same order, so that equal actions give equal bytes.
extension SyncAction {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("action")
    writer.string(kind.rawValue)
    writer.key("stage")
    writer.number(stage)
    Self.write(key, to: &writer)
    writer.key("reason")
    writer.string(reason)
    Self.write("changed", changedFields, to: &writer)
    Self.write("cleared", clearedFields, to: &writer)
    Self.write("kept", keptFields, to: &writer)
    Self.write("brake", brake, to: &writer)
    if !links.isEmpty {
      writer.key("uses")
      writer.string(links.map { String($0, radix: 16) }.joined(separator: " "))
    }
    if let missingSince {
      writer.key("missingSince")
      writer.number(Int((missingSince.timeIntervalSince1970 * 1_000).rounded()))
    }
    Self.write("precondition", precondition?.description, to: &writer)
    Self.write("fingerprint", fingerprint?.description, to: &writer)
    Self.write("destinationID", destinationID, to: &writer)
    Self.write("identifier", identifier, to: &writer)
    if unlinks {
      writer.key("unlinks")
      writer.bool(true)
    }
    if let replacing {
      writer.key("replacing")
      writer.beginObject()
      Self.write(replacing, to: &writer)
      writer.endObject()
    }
    if !dependencies.isEmpty {
      writer.key("dependencies")
      writer.beginArray()
      for dependency in dependencies {
        writer.beginObject()
        Self.write(dependency, to: &writer)
        writer.endObject()
      }
      writer.endArray()
    }
    if let resync {
      writer.key("resync")
      writer.number(resync)
    }
    if turn > 0 {
      writer.key("turn")
      writer.number(turn)
    }
    if !display.isEmpty {
      writer.key("display")
      writer.beginObject()
      for (name, text) in display.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        Self.write(name, text, to: &writer)
      }
      writer.endObject()
    }
    if !fields.isEmpty {
      writer.key("fields")
      writer.beginObject()
      for (name, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        writer.key(name)
        writer.raw(value.slice)
      }
      writer.endObject()
    }
    writer.endObject()
  }

  var line: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Reads a line; `nil` where it is no action.
  init?(line: JSONSlice) {
    guard let kind = line["action"]?.string.flatMap(Kind.init), let key = Self.key(in: line),
      let stage = line["stage"]?.int, let reason = line["reason"]?.string,
      let precondition = Self.fingerprint("precondition", in: line),
      let fingerprint = Self.fingerprint("fingerprint", in: line)
    else { return nil }
    var dependencies: [RecordKey] = []
    for element in line["dependencies"]?.elements ?? JSONSlice.emptyArray.elements {
      guard let dependency = Self.key(in: element) else { return nil }
      dependencies.append(dependency)
    }
    var replacing: RecordKey?
    if let old = line["replacing"] {
      guard let key = Self.key(in: old) else { return nil }
      replacing = key
    }
    var fields: [String: RawJSON] = [:]
    for (name, value) in line["fields"]?.members ?? JSONSlice.emptyObject.members { fields[name] = RawJSON(value) }
    self.init(
      kind, key, fields: fields, changedFields: Self.texts("changed", in: line),
      clearedFields: Self.texts("cleared", in: line), reason: reason, precondition: precondition.value,
      fingerprint: fingerprint.value, destinationID: line["destinationID"]?.string,
      identifier: line["identifier"]?.string, replacing: replacing, dependencies: dependencies, stage: stage)
    unlinks = line["unlinks"]?.bool ?? false
    keptFields = Self.texts("kept", in: line)
    brake = line["brake"]?.string
    links = line["uses"]?.string?.split(separator: " ").compactMap { UInt64($0, radix: 16) } ?? []
    missingSince = line["missingSince"]?.int.map { Date(timeIntervalSince1970: Double($0) / 1_000) }
    resync = line["resync"]?.int
    turn = line["turn"]?.int ?? 0
    for (name, text) in line["display"]?.members ?? JSONSlice.emptyObject.members { display[name] = text.string }
  }

  private static func write(_ key: RecordKey, to writer: inout JSONWriter) {
    writer.key("feed")
    writer.string(key.feed.rawValue)
    writer.key("id")
    writer.string(key.id)
  }

  private static func write(_ name: String, _ texts: [String], to writer: inout JSONWriter) {
    guard !texts.isEmpty else { return }
    writer.key(name)
    writer.beginArray()
    for text in texts { writer.string(text) }
    writer.endArray()
  }

  private static func write(_ name: String, _ text: String?, to writer: inout JSONWriter) {
    guard let text else { return }
    writer.key(name)
    writer.string(text)
  }

  private static func key(in object: JSONSlice) -> RecordKey? {
    guard let feed = object["feed"]?.string, let id = object["id"]?.string else { return nil }
    return RecordKey(SyncFeed(rawValue: feed), id)
  }

  private static func texts(_ name: String, in object: JSONSlice) -> [String] {
    object[name]?.elements.compactMap(\.string) ?? []
  }

  /// A fingerprint that may be absent; `nil` where something else stands in its place.
  private static func fingerprint(_ name: String, in object: JSONSlice) -> (value: Fingerprint?, Void)? {
    guard let text = object[name] else { return (nil, ()) }
    guard let fingerprint = text.string.flatMap(Fingerprint.init) else { return nil }
    return (fingerprint, ())
  }
}

extension SyncAction {
  /// The action as it stands in a plan's file.
  public var json: RawJSON { RawJSON(JSONSlice { write(to: &$0) }) }
}
