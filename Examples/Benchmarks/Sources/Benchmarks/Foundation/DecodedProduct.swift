import Foundation

// A product as one would model it for Foundation's decoder: everything typed, the data of a value an enum.

struct DecodedPage: Decodable {
  struct Embedded: Decodable {
    let items: [DecodedProduct]
  }
  struct Links: Decodable {
    struct Link: Decodable {
      let href: String
    }
    let next: Link?
  }

  private let links: Links?
  private let embedded: Embedded

  private enum CodingKeys: String, CodingKey {
    case links = "_links"
    case embedded = "_embedded"
  }

  var products: [DecodedProduct] { embedded.items }
}

struct DecodedProduct: Decodable {
  let uuid: UUID
  let identifier: String?
  let enabled: Bool?
  let family: String?
  let parent: String?
  let categories: [String]?
  let groups: [String]?
  let values: [String: [DecodedValue]]
  let created: String?
  let updated: String?
  let associations: [String: DecodedAssociations]
  let quantifiedAssociations: DecodedJSON?
  let metadata: DecodedJSON?
  let completenesses: DecodedJSON?
  let qualityScores: DecodedJSON?

  private enum Key: String, CodingKey {
    case uuid, identifier, enabled, family, parent, categories, groups, values, created, updated, associations
    case metadata, completenesses
    case quantifiedAssociations = "quantified_associations"
    case qualityScores = "quality_scores"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    uuid = try fields.decode(UUID.self, forKey: .uuid)
    identifier = try fields.decodeIfPresent(String.self, forKey: .identifier)
    enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled)
    family = try fields.decodeIfPresent(String.self, forKey: .family)
    parent = try fields.decodeIfPresent(String.self, forKey: .parent)
    categories = try fields.decodeIfPresent([String].self, forKey: .categories)
    groups = try fields.decodeIfPresent([String].self, forKey: .groups)
    values = try fields.map([DecodedValue].self, forKey: .values)
    created = try fields.decodeIfPresent(String.self, forKey: .created)
    updated = try fields.decodeIfPresent(String.self, forKey: .updated)
    associations = try fields.map(DecodedAssociations.self, forKey: .associations)
    quantifiedAssociations = try fields.decodeIfPresent(DecodedJSON.self, forKey: .quantifiedAssociations)
    metadata = try fields.decodeIfPresent(DecodedJSON.self, forKey: .metadata)
    completenesses = try fields.decodeIfPresent(DecodedJSON.self, forKey: .completenesses)
    qualityScores = try fields.decodeIfPresent(DecodedJSON.self, forKey: .qualityScores)
  }
}

struct DecodedAssociations: Decodable {
  let products: [String]?
  let productModels: [String]?
  let groups: [String]?

  private enum CodingKeys: String, CodingKey {
    case products, groups
    case productModels = "product_models"
  }
}

extension KeyedDecodingContainer {
  /// A map, which PHP writes as a list when it is empty (N1).
  fileprivate func map<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> [String: Value] {
    guard contains(key) else { return [:] }
    do {
      return try decode([String: Value].self, forKey: key)
    } catch {
      guard let list = try? nestedUnkeyedContainer(forKey: key), list.isAtEnd else { throw error }
      return [:]
    }
  }
}
