import CatalogJSON
import CatalogModels
import Synchronization

/// One reading of a list in parts: plans them, reads several at once, and at the end what moved between them.
///
/// All work is below one task, which goes with this.
final class PartitionRun<Item: Partitionable>: Sendable {
  private let handoff: Handoff<PartitionPage<Item>>
  private let task: Task<Void, Never>

  init(_ pages: PartitionedPages<Item>) {
    let handoff = Handoff<PartitionPage<Item>>()
    self.handoff = handoff
    task = Task {
      do throws(CatalogError) {
        try await Self.read(pages, handoff)
        handoff.finish(.success(()))
      } catch {
        handoff.finish(.failure(error))
      }
    }
  }

  deinit { task.cancel() }

  func next() async throws(CatalogError) -> PartitionPage<Item>? { try await handoff.take() }

  @concurrent
  private static func read(
    _ pages: PartitionedPages<Item>, _ handoff: Handoff<PartitionPage<Item>>
  ) async throws(CatalogError) {
    let plan = try await PartitionPlanner(pages.endpoint, pages.query, width: pages.width).plan()
    let reader = PartitionReader(
      endpoint: pages.endpoint, handoff: handoff, seen: plan.isWhole ? nil : SeenKeys(expecting: plan.total))
    let queue = PartitionQueue(plan.parts)
    let failure = await withTaskGroup(of: CatalogError?.self) { group in
      for _ in 0..<min(pages.width, plan.parts.count) {
        group.addTask { await reader.read(queue) }
      }
      // The first error counts: those that follow are only the others' cancellation.
      var first: CatalogError?
      for await error in group where first == nil {
        first = error
        if error != nil { group.cancelAll() }
      }
      return first
    }
    if let failure { throw failure }
    if let late = plan.late { try await reader.read(late, plan.parts.count) }
  }
}

/// The parts that nobody reads yet.
private final class PartitionQueue<Item: Partitionable>: Sendable {
  private let parts: [PartitionPlan<Item>.Part]
  private let begun = Atomic(0)

  init(_ parts: [PartitionPlan<Item>.Part]) { self.parts = parts }

  func next() -> (number: Int, part: PartitionPlan<Item>.Part)? {
    let number = begun.wrappingAdd(1, ordering: .relaxed).oldValue
    return parts.indices.contains(number) ? (number, parts[number]) : nil
  }
}

/// Reads one part after the other.
private struct PartitionReader<Item: Partitionable>: Sendable {
  let endpoint: Endpoint<Item>
  let handoff: Handoff<PartitionPage<Item>>
  let seen: SeenKeys?

  /// Reads parts as long as there are any, and gives the error that ended it.
  func read(_ queue: PartitionQueue<Item>) async -> CatalogError? {
    do throws(CatalogError) {
      while let (number, part) = queue.next() { try await read(part.query, number) }
      return nil
    } catch {
      return error
    }
  }

  func read(_ query: Query<Item>, _ partition: Int) async throws(CatalogError) {
    for try await page in endpoint.list(query).pages {
      let items = seen.map { $0.fresh(page.items, endpoint.resource) } ?? page.items
      guard !items.isEmpty else { continue }
      do {
        try await handoff.give(
          PartitionPage(
            items: items, partition: partition, number: page.number, query: query, next: page.next,
            serverTime: page.serverTime))
      } catch {
        throw CatalogError(.cancelled, "the task was cancelled", underlying: error)
      }
    }
  }
}

/// The keys of the items that came, so that each comes once.
private final class SeenKeys: Sendable {
  /// A table is made ready for what the server counted, within reason.
  private static let mostExpected = 1 << 20

  private let keys: Mutex<Set<Fingerprint128>>

  init(expecting count: Int) {
    keys = Mutex(Set(minimumCapacity: min(count + count / 64, Self.mostExpected)))
  }

  func fresh<Item>(_ items: [Item], _ resource: Resource<Item>) -> [Item] {
    let prints = items.map { item in
      var hasher = FingerprintHasher()
      hasher.combine(resource.key(item.id))
      return hasher.finalize()
    }
    return keys.withLock { keys in
      zip(items, prints).filter { keys.insert($1).inserted }.map(\.0)
    }
  }
}
