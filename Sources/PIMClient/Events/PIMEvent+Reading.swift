import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension PIMEvent {
  /// Does not check the signature: whoever can send to the address can make such a payload. Where there is a secret,
  /// use ``EventReceiver/events(in:headers:)``, which does.
  ///
  /// Reads the events of a payload: one event of the Event Platform, a list of such, or the wrapped list of the Events
  /// API.
  ///
  /// An event of a type that this package does not know, or without what its type should have, is an event with an
  /// unknown subject and does not keep the others from being read.
  ///
  /// - Throws: `CatalogError`: `malformedJSON`, or `unexpectedContent` for JSON that holds no events.
  public static func events(unverified body: some Sequence<UInt8>) throws(CatalogError) -> [PIMEvent] {
    let json = try RawJSON(parsing: body)
    if let wrapped = json["events"], wrapped.kind == .array, json["notification_type"] == nil {
      return wrapped.elements.map(PIMEvent.init(wrapped:))
    }
    if json.kind == .array, json.elements.allSatisfy({ $0["specversion"] != nil }) {
      return json.elements.map(PIMEvent.init(cloud:))
    }
    if json["specversion"] != nil { return [PIMEvent(cloud: json)] }
    throw CatalogError(
      .unexpectedContent, "the payload holds no events",
      advice: "Events of the Event Platform have a `specversion`, those of the Events API stand in `events`.")
  }

  /// An event of the Event Platform: a CloudEvent in structured mode.
  private init(cloud json: RawJSON) {
    let type = json["type"]?.string ?? ""
    let data = json["data"] ?? .null
    var words =
      type.hasPrefix(Self.platformPrefix) ? type.dropFirst(Self.platformPrefix.count).split(separator: ".") : []
    if words.last == "delta" { words.removeLast() }
    let isKnown = words.count == 2
    self.init(
      raw: json, id: json["id"]?.string ?? "", type: type, time: json["time"]?.string.flatMap(Self.date),
      subject: isKnown ? Self.subject(words[0], in: data) : .unknown,
      change: isKnown ? Self.platformChanges[words[1]] : nil)
  }

  /// An event of the Events API.
  private init(wrapped json: RawJSON) {
    let type = json["action"]?.string ?? ""
    let words = type.split(separator: ".")
    let resource = json["data"]?["resource"] ?? .null
    let subject: Subject =
      switch words.first {
      case "product": Self.product(resource)
      case "product_model": resource["code"]?.code().map { .productModel($0) } ?? .unknown
      default: .unknown
      }
    self.init(
      raw: json, id: json["event_id"]?.string ?? "", type: type,
      time: json["event_datetime"]?.string.flatMap(Self.date), subject: words.count == 2 ? subject : .unknown,
      change: words.count == 2 ? Self.wrappedChanges[words[1]] : nil)
  }

  private static let platformPrefix = "com.akeneo.pim.v1."
  private static let platformChanges: [Substring: Change] = [
    "created": .created, "updated": .updated, "deleted": .deleted, "became-complete": .becameComplete,
    "became-incomplete": .becameIncomplete,
  ]
  private static let wrappedChanges: [Substring: Change] = [
    "created": .created, "updated": .updated, "removed": .deleted,
  ]

  private static func subject(_ name: Substring, in data: RawJSON) -> Subject {
    let thing = data[name.split(separator: "-").joined(separator: "_")] ?? .null
    switch name {
    case "product": return product(thing)
    case "product-model": return thing["code"]?.code().map { .productModel($0) } ?? .unknown
    case "family": return thing["code"]?.code().map { .family($0) } ?? .unknown
    case "attribute": return thing["code"]?.code().map { .attribute($0) } ?? .unknown
    case "attribute-group": return thing["code"]?.code().map { .attributeGroup($0) } ?? .unknown
    case "category": return thing["code"]?.code().map { .category($0) } ?? .unknown
    case "attribute-option":
      guard let code: Code<AttributeOption> = thing["code"]?.code(),
        let attribute: Code<Attribute> = thing["attribute"]?["code"]?.code()
      else { return .unknown }
      return .attributeOption(code, of: attribute)
    case "reference-entity-record":
      guard let code: Code<ReferenceEntityRecord> = thing["code"]?.code(),
        let entity: Code<ReferenceEntity> = thing["reference_entity"]?["code"]?.code()
      else { return .unknown }
      return .record(code, of: entity)
    case "asset":
      guard let code: Code<Asset> = thing["code"]?.code(),
        let family: Code<AssetFamily> = thing["asset_family"]?["code"]?.code()
      else { return .unknown }
      return .asset(code, of: family)
    case "app": return thing["client_id"]?.string.map { .app(clientID: $0) } ?? .unknown
    case "connection": return thing["client_id"]?.string.map { .connection(clientID: $0) } ?? .unknown
    default: return .unknown
    }
  }

  private static func product(_ thing: RawJSON) -> Subject {
    let uuid = thing["uuid"]?.string.flatMap { UUID(uuidString: $0) }
    let identifier = thing["identifier"]?.string
    return uuid == nil && identifier == nil ? .unknown : .product(uuid, identifier: identifier)
  }

  /// A moment, with or without a fraction of a second.
  static func date(_ text: String) -> Date? {
    if let date = Date(catalogText: text) { return date }
    guard text.utf8.count <= 64, let dot = text.firstIndex(of: ".") else { return nil }
    let rest = text[text.index(after: dot)...].drop { $0.isASCII && $0.isNumber }
    return Date(catalogText: String(text[..<dot]) + String(rest))
  }
}
