public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Something that happened in a PIM, as its Event Platform or the older Events API tells it.
///
/// An event is a hint, never the truth: events come twice, out of order, late, or not at all (N34). Read from the PIM what
/// an event names, and do not rely on events alone.
///
/// See https://api.akeneo.com/event-platform/available-events.html and
/// https://api.akeneo.com/events-documentation/subscription.html
public struct PIMEvent: Sendable, Hashable, Identifiable {
  /// The whole event as it came.
  public let raw: RawJSON
  /// What tells it from all others; empty where it has none.
  public let id: String
  /// Its type as it came, such as `com.akeneo.pim.v1.product.updated` or `product.updated`.
  public let type: String
  /// When it happened, where that can be read.
  public let time: Date?
  /// The thing that it happened to. `unknown` for types that this package does not know; ``raw`` has all of them.
  public let subject: Subject
  /// What happened to it; `nil` for types that this package does not know.
  public let change: Change?

  /// A thing that events tell of. More cases may come, so a `switch` needs a `default`.
  public enum Subject: Sendable, Hashable {
    /// A product. The Event Platform names it by UUID and, when the subscription asks for it, also by identifier; the
    /// Events API before version 7 by identifier alone.
    case product(UUID?, identifier: String?)
    /// A product model.
    case productModel(Code<ProductModel>)
    /// A family.
    case family(Code<Family>)
    /// An attribute.
    case attribute(Code<Attribute>)
    /// An attribute group.
    case attributeGroup(Code<AttributeGroup>)
    /// An option of an attribute.
    case attributeOption(Code<AttributeOption>, of: Code<Attribute>)
    /// A category.
    case category(Code<CatalogCategory>)
    /// A record of a reference entity.
    case record(Code<ReferenceEntityRecord>, of: Code<ReferenceEntity>)
    /// An asset of an asset family.
    case asset(Code<Asset>, of: Code<AssetFamily>)
    /// An app that was removed from the PIM, by its client id: its token is dead.
    case app(clientID: String)
    /// A connection that was removed from the PIM, by its client id: its credentials are dead.
    case connection(clientID: String)
    /// Anything else.
    case unknown
  }

  /// What can happen to a thing. More cases may come, so a `switch` needs a `default`.
  public enum Change: String, Sendable, Hashable, CaseIterable {
    /// It is new.
    case created
    /// It is not as it was.
    case updated
    /// It is gone. Only a read that finds nothing proves that (N11).
    case deleted
    /// A product has all values that a channel and locale require.
    case becameComplete
    /// A product lacks a value that a channel and locale require.
    case becameIncomplete
  }

  /// The data behind the envelope: the thing and the author.
  public var data: RawJSON { raw["data"] ?? .null }

  /// The whole product or product model as the Events API sends it; `nil` for events of the Event Platform.
  public var resource: RawJSON? { data["resource"] }

  /// The Event Platform's subscription that the event was sent for.
  public var subscription: String? { raw["specversion"] == nil ? nil : raw["subject"]?.string }

  /// The PIM that the event came from, as the Events API names it.
  public var pim: String? { raw["pim_source"]?.string }
}

extension PIMEvent: CustomStringConvertible {
  /// Type, id and thing, without any data.
  public var description: String { "\(type.prefix(200)) \(id.prefix(100)): \(subject)" }
}
