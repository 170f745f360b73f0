import Foundation

struct DecodedValue: Decodable {
  let locale: String?
  let scope: String?
  let data: DecodedData
  let linkedData: DecodedJSON?

  private enum Key: String, CodingKey {
    case locale, scope, data
    case linkedData = "linked_data"
    case attributeType = "attribute_type"
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    locale = try fields.decodeIfPresent(String.self, forKey: .locale)
    scope = try fields.decodeIfPresent(String.self, forKey: .scope)
    linkedData = try fields.decodeIfPresent(DecodedJSON.self, forKey: .linkedData)
    guard fields.contains(.data), try !fields.decodeNil(forKey: .data) else {
      data = .none
      return
    }
    let type = try fields.decodeIfPresent(String.self, forKey: .attributeType)
    data = try DecodedData(from: fields.superDecoder(forKey: .data), type)
  }
}

enum DecodedData {
  case none
  case text(String)
  case number(DecodedNumber)
  case metric(DecodedMetric)
  case prices([DecodedPrice])
  case boolean(Bool)
  case codes([String])
  case rows([[String: DecodedJSON]])
  case other(DecodedJSON)

  init(from decoder: any Decoder, _ type: String?) throws {
    let value = try decoder.singleValueContainer()
    switch type {
    case "pim_catalog_identifier", "pim_catalog_text", "pim_catalog_textarea", "pim_catalog_simpleselect",
      "pim_catalog_date", "pim_catalog_image", "pim_catalog_file", "akeneo_reference_entity":
      if let text = try? value.decode(String.self) {
        self = .text(text)
      } else {
        self = .other(try value.decode(DecodedJSON.self))
      }
    case "pim_catalog_number": self = .number(try value.decode(DecodedNumber.self))
    case "pim_catalog_metric": self = .metric(try value.decode(DecodedMetric.self))
    case "pim_catalog_price_collection": self = .prices(try value.decode([DecodedPrice].self))
    case "pim_catalog_boolean": self = .boolean(try value.decode(Bool.self))
    case "pim_catalog_multiselect", "pim_catalog_asset_collection", "akeneo_reference_entity_collection":
      self = .codes(try value.decode([String].self))
    case "pim_catalog_table": self = .rows(try value.decode([[String: DecodedJSON]].self))
    default: self = try DecodedData.guess(value)
    }
  }

  /// Without a type one shape is tried after the other, the frequent ones first.
  private static func guess(_ value: any SingleValueDecodingContainer) throws -> DecodedData {
    if let text = try? value.decode(String.self) { return .text(text) }
    if let metric = try? value.decode(DecodedMetric.self) { return .metric(metric) }
    if let codes = try? value.decode([String].self) { return .codes(codes) }
    if let flag = try? value.decode(Bool.self) { return .boolean(flag) }
    if let number = try? value.decode(DecodedNumber.self) { return .number(number) }
    if let prices = try? value.decode([DecodedPrice].self) { return .prices(prices) }
    return .other(try value.decode(DecodedJSON.self))
  }
}

/// A number, which also comes as text.
enum DecodedNumber: Decodable {
  case text(String)
  case number(Double)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }
}

struct DecodedMetric: Decodable {
  let amount: DecodedNumber?
  let unit: String?
}

struct DecodedPrice: Decodable {
  let amount: DecodedNumber?
  let currency: String
}

/// Whatever it is.
enum DecodedJSON: Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([DecodedJSON])
  case object([String: DecodedJSON])

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
      var members: [String: DecodedJSON] = [:]
      for key in keyed.allKeys { members[key.stringValue] = try keyed.decode(DecodedJSON.self, forKey: key) }
      self = .object(members)
    } else if var list = try? decoder.unkeyedContainer() {
      var elements: [DecodedJSON] = []
      while !list.isAtEnd { elements.append(try list.decode(DecodedJSON.self)) }
      self = .array(elements)
    } else {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let text = try? value.decode(String.self) {
        self = .string(text)
      } else if let flag = try? value.decode(Bool.self) {
        self = .bool(flag)
      } else {
        self = .number(try value.decode(Double.self))
      }
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
