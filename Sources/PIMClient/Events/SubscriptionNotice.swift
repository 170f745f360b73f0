public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The Event Platform's word that a subscription was suspended, revoked or resumed. While it is suspended, events are
/// lost: collect what changed since from the PIM (N34).
///
/// See https://api.akeneo.com/event-platform/notification-webhooks.html
public struct SubscriptionNotice: Sendable, Hashable {
  /// What happened. More cases may come, so a `switch` needs a `default`.
  public enum Kind: Sendable, Hashable {
    /// The platform suspended it, because deliveries failed.
    case suspendedBySystem
    /// Its owner suspended it.
    case suspendedByUser
    /// It ended, because its connection or app was removed from the PIM.
    case revoked
    /// It goes on.
    case resumed
    /// Anything else; ``SubscriptionNotice/raw`` has it.
    case unknown
  }

  /// The notice as it came.
  public let raw: RawJSON
  /// What happened.
  public let kind: Kind

  /// When it was written.
  public var time: Date? { raw["timestamp"]?.string.flatMap(PIMEvent.date) }
  /// The subscription.
  public var subscription: String? { raw["subscription_id"]?.string }
  /// The subscriber to which it belongs.
  public var subscriber: String? { raw["subscriber_id"]?.string }
  /// Why, in the platform's words.
  public var reason: String? { raw["reason"]?.string }
  /// The types of events that the subscription is for.
  public var eventTypes: [String] { raw["events"]?.elements.compactMap(\.string) ?? [] }

  /// Reads a notice.
  ///
  /// - Throws: `CatalogError`: `malformedJSON`, or `unexpectedContent` for JSON that is no notice.
  public init(parsing body: some Sequence<UInt8>) throws(CatalogError) {
    raw = try RawJSON(parsing: body)
    guard let type = raw["notification_type"]?.string else {
      throw CatalogError(
        .unexpectedContent, "the payload is no notice about a subscription",
        advice: "Notices have a `notification_type`; read events with `PIMEvent.events(unverified:)`.")
    }
    kind =
      switch type {
      case "subscription.suspended.system": .suspendedBySystem
      case "subscription.suspended.user": .suspendedByUser
      case "subscription.revoked": .revoked
      case "subscription.resumed": .resumed
      default: .unknown
      }
  }
}
