public import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Something that an app wants of each product, which a user of the PIM maps to an attribute.
public struct MappingTarget: Sendable, Hashable {
  /// The name of the member that mapped products have.
  public let name: String
  /// The target's schema.
  public let json: RawJSON

  /// Creates a target from its schema, for what has no method here.
  public init(_ name: String, _ json: RawJSON) {
    self.name = name
    self.json = json
  }

  /// The label that users see.
  public var title: String? { json["title"]?.string }
  /// The explanation that users see.
  public var explanation: String? { json["description"]?.string }
  /// `string`, `number`, `boolean`, `array` or `object`; `nil` where the schema gives alternatives.
  public var type: String? { json["type"]?.string }

  /// The target with an explanation.
  public func explained(_ text: String) -> MappingTarget {
    MappingTarget(name, json.setting("description", to: .string(text)))
  }

  /// Checks what the PIM would refuse.
  func check() throws(CatalogError) {
    func refused(_ message: String) -> CatalogError {
      CatalogError(.invalidArgument, "the target `\(name)` \(message)")
    }
    guard json.kind == .object, json["type"] != nil || json["oneOf"] != nil else { throw refused("has no type") }
    for part in [json, json["items"] ?? json] {
      guard part["enum"] == nil || part["enumLink"] == nil else {
        throw refused("has both choices and a link to choices")
      }
      if let choices = part["enum"], choices.kind == .array, choices.elements.isEmpty {
        throw refused("has an empty list of choices")
      }
    }
    if let least = json["minLength"]?.int, least < 0 { throw refused("has a negative length") }
    if let least = json["minLength"]?.int, let most = json["maxLength"]?.int, least > most {
      throw refused("has a shortest length above its longest")
    }
    if let least = json["minimum"]?.decimal, let most = json["maximum"]?.decimal, least > most {
      throw refused("has a minimum above its maximum")
    }
  }
}

extension RawJSON {
  fileprivate var decimal: Decimal? { numberText.flatMap { Decimal(string: $0) } }
}
