#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A product as another item names it: by UUID, by identifier on the endpoints that know no UUID (N8), or both.
///
/// Product models name products by identifier. An identifier that could be a UUID is given as both there.
public struct ProductReference: Sendable, Hashable, Codable {
  /// The UUID, where it was given.
  public let uuid: UUID?
  /// The identifier, where it was given.
  public let identifier: String?

  /// Creates a reference.
  public init(uuid: UUID? = nil, identifier: String? = nil) {
    self.uuid = uuid
    self.identifier = identifier
  }

  /// How an endpoint names products where it gives one text for each.
  package enum Naming: Sendable {
    /// By UUID; what is none is an identifier, from an endpoint of old.
    case uuid
    /// By identifier.
    case identifier
  }

  /// Reads a reference from one text; empty for `null`, which stands for a product that has no identifier (N8).
  init?(_ json: RawJSON, naming: Naming) {
    let uuid = UUID(json)
    if let uuid, naming == .uuid {
      self.init(uuid: uuid, identifier: nil)
      return
    }
    guard let text = json.string ?? json.numberText, !text.isEmpty else { return nil }
    self.init(uuid: uuid, identifier: uuid == nil || naming == .identifier ? text : nil)
  }

  /// Reads a reference from two fields, of which either may be absent or `null`.
  init?(uuid: RawJSON?, identifier: RawJSON?) {
    let key = uuid.flatMap { ProductReference($0, naming: .uuid) }
    let name = identifier.flatMap { $0.string ?? $0.numberText }
    guard key != nil || name != nil else { return nil }
    self.init(uuid: key?.uuid, identifier: name ?? key?.identifier)
  }
}
