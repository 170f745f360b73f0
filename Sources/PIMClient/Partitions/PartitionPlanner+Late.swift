import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension PartitionPlanner {
  /// How the server reads the moments of filters.
  struct Zone: Sendable {
    /// By how many seconds moments are shifted before they are written as the configuration says.
    var seconds: Int
    /// Whether it is UTC, which knows no summer time.
    var isUTC: Bool
  }

  /// Tries out with one item in which time zone the server reads the moments of filters (N24): as configured, as its
  /// own dates are written, or as UTC. `nil` where it is none of them.
  func zone(_ facts: [PartitionFacts]) async throws(CatalogError) -> Zone? {
    guard let item = facts.first(where: { $0.created != nil }), let created = item.created else { return nil }
    let configured = configuration.serverSecondsFromGMT
    var offsets = [configured]
    for offset in [item.offset ?? 0, 0] where !offsets.contains(offset) { offsets.append(offset) }
    let isAsked = Filter<Item>(Item.self == Product.self ? "uuid" : "identifier", "IN", .codes([item.key]))
    for offset in offsets {
      let shift = offset - configured
      let moment = Date(timeIntervalSince1970: Double(created + shift))
      let wasCreated = Filter<Item>("created", "BETWEEN", .moments([moment, moment], isOne: false, .server))
      do throws(CatalogError) {
        if try await endpoint.count(query.where([isAsked, wasCreated])) == 1 {
          return Zone(seconds: shift, isUTC: offset == 0 && item.offset == 0)
        }
      } catch {
        guard Self.isNoAnswer(error) else { throw error }
        return nil
      }
    }
    return nil
  }

  /// What is updated from now on, `nil` where that cannot be told from the rest of the list.
  func lateQuery(_ sample: PartitionSample, _ zone: Zone, _ total: Int) async throws(CatalogError) -> Query<Item>? {
    guard let now = sample.serverTime else { return nil }
    // Clocks of one server's machines differ by little; summer time may begin or end since the item was created.
    let margin = zone.isUTC ? 5 : 3_605
    let start = Date(timeIntervalSince1970: now.timeIntervalSince1970 + Double(zone.seconds - margin))
    let late = query.where([Filter("updated", ">", .moments([start], isOne: true, .server))])
    do throws(CatalogError) {
      // Where most was updated just now, reading that again would cost more than is won.
      return try await endpoint.count(late) <= total / 8 ? late : nil
    } catch {
      guard Self.isNoAnswer(error) else { throw error }
      return nil
    }
  }
}
