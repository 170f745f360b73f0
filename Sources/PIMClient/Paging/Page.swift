public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A page of a list.
public struct Page<Item: CatalogEntity>: Sendable {
  /// The items, in the server's order. A page may be empty (N21).
  public let items: [Item]
  /// Where the list goes on, `nil` after the last page. A listing can be resumed there.
  public let next: PageToken?
  /// Which page of this reading it is, from 0.
  public let number: Int
  /// The number of items in the whole list, where it was asked for.
  public let totalCount: Int?
  /// The server's clock when it answered, where it said so.
  public let serverTime: Date?
  /// What speaks for items missing here (N21).
  package internal(set) var suspicion: PageSuspicion?
}

/// What speaks for items missing from a list (N21). The number that the server counts may say otherwise.
package enum PageSuspicion: Sendable {
  /// The list goes on behind a page that is not full.
  case isShort
  /// The list ends with a full page, where an empty one would follow.
  case endsFull
}
