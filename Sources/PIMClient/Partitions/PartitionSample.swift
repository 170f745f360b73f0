import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What planning looks at of an item.
struct PartitionFacts: Sendable {
  let key: String
  /// Seconds since 1970, `nil` where the item does not say.
  let created: Int?
  let updated: Int?
  let family: String?
  /// How far the time zone of its dates is east of UTC, in seconds, `nil` where it has none.
  let offset: Int?

  init<Item: Partitionable>(_ item: Item, _ resource: Resource<Item>) {
    key = resource.key(item.id)
    let text = item.raw.string("created")
    let moment = text.flatMap(Self.seconds)
    created = moment
    updated = item.raw.string("updated").flatMap(Self.seconds)
    family = item.raw.string("family")
    // The same moment read as UTC is later by the offset.
    let bare = text.flatMap { Self.seconds(String($0.prefix(19))) }
    offset = bare.flatMap { bare in moment.map { bare - $0 } }
  }

  private static func seconds(_ text: String) -> Int? {
    guard let date = Date(catalogText: text) else { return nil }
    return Int(date.timeIntervalSince1970.rounded(.down))
  }
}

/// A page of a list by number, of which planning keeps what it looks at.
struct PartitionSample: Sendable {
  var facts: [PartitionFacts]
  /// The number of items in the list.
  let count: Int?
  let serverTime: Date?
}

extension Endpoint where Item: Partitionable {
  /// A page of a list by its number, from 1, with the list's count.
  func sample(_ query: Query<Item>, page: Int) async throws(CatalogError) -> PartitionSample {
    let paged = query.changed { query in
      query.paging = .page
      query.countsItems = page == 1
    }
    let requests = try PageRequest.plan(paged, resource, connection.configuration)
    guard var request = requests.first else { return PartitionSample(facts: [], count: nil, serverTime: nil) }
    request.query["page"] = "\(page)"
    let arrival = try await connection.page(request.call())
    let facts = try await Self.facts(arrival, resource)
    // A query that was cut into several requests is counted by itself.
    let count = page == 1 && requests.count > 1 ? try await self.count(query) : arrival.page.itemsCount
    return PartitionSample(facts: facts, count: count, serverTime: arrival.date)
  }

  @concurrent
  private static func facts(
    _ arrival: PageArrival, _ resource: Resource<Item>
  ) async throws(CatalogError) -> [PartitionFacts] {
    var facts: [PartitionFacts] = []
    for raw in arrival.page.items { facts.append(PartitionFacts(try resource.item(raw), resource)) }
    return facts
  }

  /// Counts several lists, at once within the client's limits.
  func counts(_ queries: [Query<Item>]) async throws(CatalogError) -> [Int] {
    var counts = Array(repeating: 0, count: queries.count)
    var failure: CatalogError?
    await withTaskGroup(of: PartitionCount.self) { group in
      for (place, query) in queries.enumerated() {
        group.addTask { await self.counted(query, place) }
      }
      for await answer in group {
        if let error = answer.error {
          failure = failure ?? error
          group.cancelAll()
        } else {
          counts[answer.place] = answer.count
        }
      }
    }
    if let failure { throw failure }
    return counts
  }

  private func counted(_ query: Query<Item>, _ place: Int) async -> PartitionCount {
    do throws(CatalogError) {
      return PartitionCount(place: place, count: try await count(query))
    } catch {
      return PartitionCount(place: place, error: error)
    }
  }
}

/// The count of one of several lists.
private struct PartitionCount: Sendable {
  let place: Int
  var count = 0
  var error: CatalogError?
}
