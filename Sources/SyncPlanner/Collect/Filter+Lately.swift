import CatalogModels
import PIMClient

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Filter where Item: Partitionable {
  /// What was updated since a moment of the server's, in whatever zone it reads that.
  static func lately(_ start: Date, _ zone: FilterZone?) -> Filter {
    let margin = zone.map { $0.isUTC ? 5 : 3_605 } ?? 14 * 3_600
    return .updated(.after(start.addingTimeInterval(Double((zone?.shift ?? 0) - margin))))
  }
}
