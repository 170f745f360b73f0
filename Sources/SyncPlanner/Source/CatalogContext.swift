public import CatalogModels
public import ValueParser

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What a mapping must know beside the item itself.
public struct CatalogContext: Sendable {
  /// The definitions by which values are typed.
  public let schema: CatalogSchema
  /// The channel of the scope; `nil` for all channels.
  public let channel: Channel?
  /// The locales that are wanted, in order of preference; `nil` for all.
  public let locales: [Code<CatalogLocale>]?
  /// The association types, where they were read.
  public var associationTypes: [AssociationType] = []
  /// The categories that were read, each with those above it, the tree's root first.
  public var categoryPaths: [Code<CatalogCategory>: [Code<CatalogCategory>]] = [:]
  /// The products behind identifiers by which others name them (N8), where they were looked up.
  public var identities: [String: UUID] = [:]
  private let wanted: Set<String>?

  /// Creates a context.
  public init(schema: CatalogSchema, channel: Channel? = nil, locales: [Code<CatalogLocale>]? = nil) {
    self.schema = schema
    self.channel = channel
    self.locales = locales
    wanted = locales.map { Set($0.map(\.folded)) }
  }

  /// Whether a locale is wanted. What bears no locale is wanted always.
  public func wants(_ locale: Code<CatalogLocale>?) -> Bool {
    guard let wanted, let locale else { return true }
    return wanted.contains(locale.folded)
  }

  /// Whether a value of this locale and this channel is wanted.
  public func wants(_ locale: Code<CatalogLocale>?, channel: Code<Channel>?) -> Bool {
    if let channel, let own = self.channel, !own.code.matches(channel) { return false }
    return wants(locale)
  }
}
