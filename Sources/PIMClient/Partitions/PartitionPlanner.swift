import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds out how a list can be cut into parts of known sizes.
///
/// A cut is taken when the counts of its parts make up the count of the whole: only then does the server mean by the
/// conditions what is meant here.
struct PartitionPlanner<Item: Partitionable>: Sendable {
  let endpoint: Endpoint<Item>
  let query: Query<Item>
  let width: Int

  init(_ endpoint: Endpoint<Item>, _ query: Query<Item>, width: Int) {
    self.endpoint = endpoint
    self.width = width
    self.query = query.changed { query in
      query.paging = .searchAfter
      query.countsItems = false
    }
  }

  var configuration: CatalogClient.Configuration { endpoint.connection.configuration }
  private var pageSize: Int { min(max(query.pageSize ?? configuration.pageSize, 1), 100) }

  /// The parts; the whole list in one piece where it is small or nothing divides it.
  func plan() async throws(CatalogError) -> PartitionPlan<Item> {
    guard width > 1 else { return .whole(query, 0) }
    do {
      return try await divided()
    } catch {
      guard Self.isNoAnswer(error) else { throw error }
      return .whole(query, 0)
    }
  }

  /// Whether an error says that the question was no good, not that nothing can be asked at all.
  static func isNoAnswer(_ error: CatalogError) -> Bool {
    switch error.code {
    case .cancelled, .unauthorized, .forbidden, .rateLimited, .unreachable, .timedOut, .connectionLost: false
    default: true
    }
  }

  private func divided() async throws(CatalogError) -> PartitionPlan<Item> {
    var sample = try await endpoint.sample(query, page: 1)
    guard let total = sample.count, total / pageSize >= 2 * width else { return .whole(query, sample.count ?? 0) }
    // Keys may have been given in the order of creation, so one page is not enough.
    sample.facts += try await facts(query, pages: min(total, 10_000) / pageSize)
    var base = PartitionBase<Item>(total: total)
    if let offset = try await zone(sample.facts) {
      base.shift = offset.seconds
      base.late = try await lateQuery(sample, offset, total)
    }
    let shares = PartitionSizes.shares(pages: total / pageSize, width: width)
    let list = PartitionPlan.Part(query: query, count: total)
    let division = try await divide(list, sample.facts, shares, base, depth: 0)
    guard division.parts.count > 1 else { return .whole(query, total) }
    return PartitionPlan(
      parts: division.parts.sorted { $0.count > $1.count }, late: division.isMutable ? base.late : nil, total: total)
  }

  /// Items from three more pages of a list.
  private func facts(_ query: Query<Item>, pages: Int) async throws(CatalogError) -> [PartitionFacts] {
    var facts: [PartitionFacts] = []
    var failure: CatalogError?
    let numbers = Set([pages / 3, pages * 2 / 3, pages]).filter { $0 > 1 }
    await withTaskGroup(of: PartitionAnswer.self) { group in
      for number in numbers {
        group.addTask { await answer(query, page: number) }
      }
      for await answer in group {
        facts += answer.facts
        failure = failure ?? answer.error
      }
    }
    if let failure { throw failure }
    return facts
  }

  private func answer(_ query: Query<Item>, page: Int) async -> PartitionAnswer {
    do throws(CatalogError) {
      return PartitionAnswer(facts: try await endpoint.sample(query, page: page).facts)
    } catch {
      return PartitionAnswer(error: error)
    }
  }
}

/// What a page of samples gave.
private struct PartitionAnswer: Sendable {
  var facts: [PartitionFacts] = []
  var error: CatalogError?
}

/// What holds for all cuts of a list.
struct PartitionBase<Item: Partitionable>: Sendable {
  let total: Int
  /// By how many seconds moments are shifted, so that the server reads them as they are meant.
  var shift = 0
  /// What was updated since the planning; without it, parts between which items can move are of no use.
  var late: Query<Item>?

  init(total: Int) { self.total = total }
}

/// What became of a list or a part of it.
struct PartitionDivision<Item: Partitionable>: Sendable {
  var parts: [PartitionPlan<Item>.Part]
  var isMutable = false
}

extension PartitionPlanner {
  typealias Part = PartitionPlan<Item>.Part

  /// Cuts a part by the first way that the counts confirm, and again what is still too large.
  private func divide(
    _ part: Part, _ facts: [PartitionFacts], _ shares: [Double], _ base: PartitionBase<Item>, depth: Int
  ) async throws(CatalogError) -> PartitionDivision<Item> {
    let cuts = PartitionCut<Item>.all(facts, shares, shift: base.shift, addressLimit: configuration.addressLimit)
    for cut in cuts where !cut.isMutable || base.late != nil {
      guard let parts = try await confirmed(cut, part) else { continue }
      var division = PartitionDivision<Item>(parts: [], isMutable: cut.isMutable)
      for smaller in parts {
        guard depth < 4, PartitionSizes.isTooLarge(smaller.count, of: base.total, width: width) else {
          division.parts.append(smaller)
          continue
        }
        let further = try await dividedFurther(smaller, base, depth: depth + 1)
        division.parts += further.parts
        division.isMutable = division.isMutable || further.isMutable
      }
      return division
    }
    return PartitionDivision(parts: [part])
  }

  private func dividedFurther(
    _ part: Part, _ base: PartitionBase<Item>, depth: Int
  ) async throws(CatalogError) -> PartitionDivision<Item> {
    do throws(CatalogError) {
      let shares = PartitionSizes.shares(cutting: part.count, of: base.total, width: width)
      let pages = min(part.count, 10_000) / pageSize
      let facts = try await endpoint.sample(part.query, page: 1).facts + facts(part.query, pages: pages)
      return try await divide(part, facts, shares, base, depth: depth)
    } catch {
      guard Self.isNoAnswer(error) else { throw error }
      return PartitionDivision(parts: [part])
    }
  }

  /// The parts of a cut with their counts, `nil` where the server does not know the conditions, where the counts do not
  /// make up the whole, or where it hardly divides.
  private func confirmed(_ cut: PartitionCut<Item>, _ part: Part) async throws(CatalogError) -> [Part]? {
    let queries = cut.parts.map { part.query.where($0) }
    do throws(CatalogError) {
      let counts = try await endpoint.counts(queries)
      let sum = counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
      if sum != part.count {
        // The catalog may have changed since it was counted.
        let now = try await endpoint.count(part.query)
        let most = cut.overlaps ? now + now / 4 : max(now, part.count)
        guard sum >= min(now, part.count), sum <= most else { return nil }
      }
      guard let largest = counts.max(), Double(largest) < 0.95 * Double(max(1, part.count)) else { return nil }
      return zip(queries, counts).map { Part(query: $0, count: $1) }
    } catch {
      guard Self.isNoAnswer(error) else { throw error }
      return nil
    }
  }
}
