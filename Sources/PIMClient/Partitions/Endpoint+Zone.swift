package import CatalogModels

/// How a server reads the moments of its product filters (N24).
package struct FilterZone: Sendable {
  /// By how many seconds moments are shifted before they are written as the client's configuration says.
  package let shift: Int
  /// Whether it is UTC, which knows no summer time.
  package let isUTC: Bool

  package init(shift: Int, isUTC: Bool) {
    self.shift = shift
    self.isUTC = isUTC
  }
}

extension Endpoint where Item: Partitionable {
  /// Tries out with one item in which time zone the server reads the moments of filters.
  ///
  /// - Returns: `nil` where there is no item to try it out with, or no zone fits.
  package func filterZone() async throws(CatalogError) -> FilterZone? {
    let sample = try await sample(.all.pageSize(1), page: 1)
    guard let zone = try await PartitionPlanner(self, .all, width: 2).zone(sample.facts) else { return nil }
    return FilterZone(shift: zone.seconds, isUTC: zone.isUTC)
  }
}

extension CatalogClient {
  /// How many items a page has.
  package var pageSize: Int { min(max(connection.configuration.pageSize, 1), 100) }
}
