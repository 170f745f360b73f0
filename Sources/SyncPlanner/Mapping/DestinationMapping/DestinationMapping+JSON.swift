public import CatalogModels

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension DestinationMapping {
  /// Reads a mapping from a JSON file's bytes. What may be left out in ``init(name:sites:fields:attributeSets:links:categories:permissions:images:assets:prices:levels:gate:feeds:)``
  /// may be left out there too.
  ///
  /// - Throws: ``SyncError`` `invalidMapping`, with the place in the file, such as `fields[3].type`: for what is
  ///   missing, of another type, not known, or without meaning.
  public init(parsing bytes: some Sequence<UInt8>) throws(SyncError) {
    self = try MappingFile.read(bytes, as: DestinationMapping.self)
    try validate()
  }

  /// The whole mapping.
  public var json: RawJSON { MappingFile.json(of: self) }

  /// Reads what ``encode(to:)`` wrote. What has a default may be missing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func value<T: Decodable>(_ key: CodingKeys, or fallback: T) throws -> T {
      try container.decodeIfPresent(T.self, forKey: key) ?? fallback
    }
    self.init(
      name: try container.decode(String.self, forKey: .name), sites: try container.decode([Site].self, forKey: .sites),
      fields: try container.decode([Field].self, forKey: .fields),
      attributeSets: try container.decodeIfPresent([Code<Family>: String].self, forKey: .attributeSets),
      links: try value(.links, or: []), categories: try container.decodeIfPresent([Branch].self, forKey: .categories),
      permissions: try value(.permissions, or: []), images: try value(.images, or: []),
      assets: try value(.assets, or: []), prices: try value(.prices, or: []), levels: try value(.levels, or: .flatten),
      gate: try container.decodeIfPresent(PublicationGate.self, forKey: .gate),
      feeds: try value(.feeds, or: [.products]))
  }

  /// Writes the mapping in the form of the file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(sites, forKey: .sites)
    try container.encode(fields, forKey: .fields)
    try container.encodeIfPresent(attributeSets, forKey: .attributeSets)
    try container.encode(links, forKey: .links)
    try container.encodeIfPresent(categories, forKey: .categories)
    try container.encode(permissions, forKey: .permissions)
    try container.encode(images, forKey: .images)
    try container.encode(assets, forKey: .assets)
    try container.encode(prices, forKey: .prices)
    try container.encode(levels, forKey: .levels)
    try container.encodeIfPresent(gate, forKey: .gate)
    try container.encode(feeds.sorted { $0.rawValue < $1.rawValue }, forKey: .feeds)
  }

  private enum CodingKeys: String, CodingKey {
    case name, sites, fields, attributeSets, links, categories, permissions, images, assets, prices, levels, gate, feeds
  }

  /// What can be told to have no meaning without a catalog.
  private func validate() throws(SyncError) {
    func refuse(_ path: String, _ reason: String) -> SyncError { MappingFile.error(at: path, reason) }
    guard !sites.isEmpty else { throw refuse("sites", "there is no site; the first one is the default") }
    var names: Set<String> = []
    for (place, site) in sites.enumerated() {
      guard names.insert(site.name).inserted else { throw refuse("sites[\(place)].name", "the name stands twice") }
      guard !site.locales.isEmpty else { throw refuse("sites[\(place)].locales", "there is no locale") }
    }
    names = Set(images.map { "images.\($0.role)" })
    names.insert("parent")
    for (place, field) in fields.enumerated() {
      let path = "fields[\(place)]"
      guard names.insert(field.field).inserted else {
        throw refuse("\(path).field", "the name `\(field.field)` stands twice, or is taken")
      }
      let sources = [field.attribute != nil, field.property != nil, field.constant != nil].filter(\.self).count
      guard sources == 1 else {
        throw refuse(path, "it takes exactly one of `attribute`, `property` and `constant`, and has \(sources)")
      }
      if let places = field.places, !(0...30).contains(places) {
        throw refuse("\(path).places", "0 to 30 decimals can be kept")
      }
      let measures: [FieldType] = [.decimal, .integer, .measurement, .text]
      if field.unit != nil, field.attribute == nil || !(field.type.map(measures.contains) ?? true) {
        throw refuse("\(path).unit", "only measurements have a unit")
      }
    }
    let known: Set<SyncFeed> = [
      .products, .variants, .prices, .links, .categories, .categoryPermissions, .productAttributes, .websiteScopes,
      .families, .assets, .referenceEntityRecords, .offers, .customerGroupScopes, .productOverrides,
    ]
    for (place, feed) in feeds.sorted(by: { $0.rawValue < $1.rawValue }).enumerated() where !known.contains(feed) {
      throw refuse("feeds[\(place)]", "no feed `\(feed)` can be made")
    }
  }
}

/// Reading data that people write, with errors that say where.
enum MappingFile {
  static func error(at path: String, _ reason: String) -> SyncError {
    SyncError(.invalidMapping, "At `\(path.isEmpty ? "the top" : path)`: \(reason).")
  }

  static func read<Content: Codable>(
    _ bytes: some Sequence<UInt8>, as type: Content.Type
  ) throws(SyncError) -> Content {
    let written: RawJSON
    do {
      written = try RawJSON(parsing: bytes)
    } catch {
      throw SyncError(.invalidMapping, "It is no JSON: \(error.message).", underlying: error)
    }
    let content: Content
    do {
      content = try JSONDecoder().decode(type, from: Data(written.text.utf8))
    } catch let error as DecodingError {
      throw Self.error(error, in: written)
    } catch {
      throw SyncError(.invalidMapping, "It cannot be read: \(error).", underlying: error)
    }
    if let path = unknown(in: written, of: json(of: content), at: "") {
      throw Self.error(at: path, "the name is not known")
    }
    return content
  }

  static func json(of content: some Encodable) -> RawJSON {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Content of texts, numbers and lists of them always can be written.
    return (try? encoder.encode(content)).flatMap { try? RawJSON(parsing: $0) } ?? .null
  }

  /// The first member that was written and not taken up.
  private static func unknown(in written: RawJSON, of read: RawJSON, at path: String) -> String? {
    switch written.kind {
    case .object:
      for (name, value) in written.members where !value.isNull {
        let here = path.isEmpty ? name : "\(path).\(name)"
        guard let known = read[name] else { return here }
        if let found = unknown(in: value, of: known, at: here) { return found }
      }
    case .array:
      for (place, (value, known)) in zip(written.elements, read.elements).enumerated() {
        if let found = unknown(in: value, of: known, at: "\(path)[\(place)]") { return found }
      }
    default: break
    }
    return nil
  }

  private static func error(_ error: DecodingError, in written: RawJSON) -> SyncError {
    switch error {
    case .keyNotFound(let key, let context):
      return self.error(at: path(context.codingPath + [key]), "it is missing")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      let found = found(at: context.codingPath, in: written)
      return self.error(at: path(context.codingPath), "\(kind(of: type)) is expected, and \(found) stands there")
    case .dataCorrupted(let context):
      // Of a number with decimals in place of a whole one, Foundation does not say where it stands.
      guard !context.codingPath.isEmpty else {
        return self.error(at: "", "a number has decimals or is too large where a whole number is expected")
      }
      let found = found(at: context.codingPath, in: written)
      let name = context.codingPath.last { $0.intValue == nil }?.stringValue ?? ""
      guard let known = words[name] else { return self.error(at: path(context.codingPath), "\(found) cannot be read") }
      return self.error(
        at: path(context.codingPath), "\(found) is not known; it is one of \(known.joined(separator: ", "))")
    @unknown default: return SyncError(.invalidMapping, "It cannot be read.", underlying: error)
    }
  }

  /// The members whose texts are words of ours, with these words.
  private static let words = [
    "type": DestinationMapping.FieldType.allCases.map(\.rawValue),
    "property": DestinationMapping.Property.allCases.map(\.rawValue),
    "levels": [DestinationMapping.Levels.flatten, .keep].map(\.rawValue),
    "below": PublicationGate.Below.allCases.map(\.rawValue),
    "runs": [SupplierAudience.Feed.Runs.onChange, .onAssignment, .onSubmission].map(\.rawValue),
    "source": [SupplierAudience.Feed.Side.pim, .portal].map(\.rawValue),
    "destination": [SupplierAudience.Feed.Side.pim, .portal].map(\.rawValue),
  ]

  /// What stands at a place, in so few words that it can be said.
  private static func found(at keys: [any CodingKey], in written: RawJSON) -> String {
    let value = keys.reduce(written) { value, key in
      (key.intValue.map { value[$0] } ?? value[key.stringValue]) ?? .null
    }
    switch value.kind {
    case .object: return "an object"
    case .array: return "a list"
    case .null: return "nothing"
    default: return "`\(value.text.prefix(60))`"
    }
  }

  private static func kind(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "a list"
    case is [String: Any].Type: "an object"
    default: "something else"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce("") { path, key in
      if let place = key.intValue { return "\(path)[\(place)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }
}
