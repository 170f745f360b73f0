import CatalogModels

/// The state of one reading of a list. It belongs to one iterator and is used by one task at a time.
final class PageWalk<Item: CatalogEntity> {
  private struct Place: Hashable {
    var part: Int
    var target: String
  }

  private let pages: Pages<Item>
  private var plan: [PageRequest]?
  private var place: Place?
  private var ahead: Task<PageArrival, any Error>?
  /// What was asked for already, as hashes: a link that leads back is a loop.
  private var seen: Set<Int> = []
  private var number = 0
  private var emptyPages = 0
  private var fullest = 0
  private var isFinished = false

  /// The longest run of empty pages that is followed.
  private let mostEmptyPages = 100

  init(_ pages: Pages<Item>) { self.pages = pages }

  deinit { ahead?.cancel() }

  func next() async throws(CatalogError) -> Page<Item>? {
    guard !isFinished else { return nil }
    do throws(CatalogError) {
      return try await advance()
    } catch {
      isFinished = true
      ahead?.cancel()
      ahead = nil
      throw error
    }
  }

  private func advance() async throws(CatalogError) -> Page<Item>? {
    let plan: [PageRequest]
    if let planned = self.plan { plan = planned } else { plan = try begin() }
    guard let place else {
      isFinished = true
      return nil
    }
    let arrival = try await arrival(at: place, plan)
    let next = try following(place, arrival, plan)
    self.place = next
    if let next, pages.endpoint.connection.configuration.readsAhead {
      ahead = pages.endpoint.connection.pageAhead(plan[next.part].call(next.target))
    }

    let items = try await Self.items(arrival, pages.endpoint.resource)
    emptyPages = items.isEmpty ? emptyPages + 1 : 0
    guard emptyPages <= mostEmptyPages else {
      throw loop("\(emptyPages) pages without items came one after the other", arrival.call)
    }
    defer { number += 1 }
    return Page(
      items: items, next: next.map { token(at: $0, plan) }, number: number, totalCount: arrival.page.itemsCount,
      serverTime: arrival.date, suspicion: suspicion(arrival, plan[place.part]))
  }

  /// Whether a page holds fewer items than it should. Of lists whose pages have a size of the server's own choice the
  /// fullest page so far tells what is full.
  private func suspicion(_ arrival: PageArrival, _ request: PageRequest) -> PageSuspicion? {
    let count = arrival.page.items.count
    let limit = request.query["limit"].flatMap { Int($0) }
    let isFull = limit.map { count >= $0 } ?? (number > 0 && count > 0 && count >= fullest)
    let isShort = limit.map { count < $0 } ?? (count < fullest)
    fullest = max(fullest, count)
    if case .whole = pages.endpoint.resource.lists { return nil }
    guard let link = arrival.page.next, !link.isEmpty else { return isFull ? .endsFull : nil }
    return isShort ? .isShort : nil
  }

  /// Plans the requests and finds the place to begin.
  private func begin() throws(CatalogError) -> [PageRequest] {
    let plan = try PageRequest.plan(
      pages.query, pages.endpoint.resource, pages.endpoint.connection.configuration)
    self.plan = plan
    if let start = pages.start {
      guard start.parts == plan.count, plan.indices.contains(start.part),
        case let request = plan[start.part], start.body == request.bodyFingerprint
      else { throw foreign(start, plan) }
      let parts = start.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.first.map(String.init) == request.path else { throw foreign(start, plan) }
      do {
        try link(request).check(parts.count > 1 ? String(parts[1]) : "")
      } catch {
        throw foreign(start, plan)
      }
      place = Place(part: start.part, target: start.target)
    } else {
      place = plan.first.map { Place(part: 0, target: $0.target) }
    }
    if let place { seen.insert(place.hashValue) }
    return plan
  }

  private func arrival(at place: Place, _ plan: [PageRequest]) async throws(CatalogError) -> PageArrival {
    guard let ahead else {
      return try await pages.endpoint.connection.page(plan[place.part].call(place.target))
    }
    self.ahead = nil
    do {
      return try await withTaskCancellationHandler {
        try await ahead.value
      } onCancel: {
        ahead.cancel()
      }
    } catch let error as CatalogError {
      throw error
    } catch {
      throw CatalogError(.cancelled, "the task was cancelled", underlying: error)
    }
  }

  /// Where the list goes on: the server's link, then the next part of the plan (N20, N21).
  private func following(_ place: Place, _ arrival: PageArrival, _ plan: [PageRequest]) throws(CatalogError) -> Place? {
    guard let link = arrival.page.next, !link.isEmpty else {
      let part = place.part + 1
      return part < plan.count ? Place(part: part, target: plan[part].target) : nil
    }
    let target = try self.link(plan[place.part]).target(of: link)
    let next = Place(part: place.part, target: target)
    guard seen.insert(next.hashValue).inserted else {
      throw loop("the link to the next page leads back to a page that was already read", arrival.call)
    }
    return next
  }

  private func token(at place: Place, _ plan: [PageRequest]) -> PageToken {
    PageToken(
      part: place.part, parts: plan.count, target: place.target, body: plan[place.part].bodyFingerprint)
  }

  private func link(_ request: PageRequest) -> NextLink {
    let connection = pages.endpoint.connection
    return NextLink(
      origin: connection.caller.origin, linkHosts: connection.configuration.linkHosts, request: request)
  }

  private func loop(_ message: String, _ call: Call) -> CatalogError {
    CatalogError(
      .pagingLoop, message, advice: "The list cannot be read to its end. Ask who runs the PIM to rebuild its index.",
      request: call.line)
  }

  private func foreign(_ token: PageToken, _ plan: [PageRequest]) -> CatalogError {
    CatalogError(
      .invalidArgument, "the token belongs to another list or another query: \(token)",
      advice: "Resume with the query that gave it, or begin anew.", request: plan.first?.call().line)
  }

  @concurrent
  private static func items(_ arrival: PageArrival, _ resource: Resource<Item>) async throws(CatalogError) -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(arrival.page.items.count)
    for raw in arrival.page.items {
      do {
        items.append(try resource.item(raw))
      } catch {
        var error = error
        error.message = "item \(items.count + 1) of the page: \(error.message)"
        throw error.naming(arrival.call, arrival.status)
      }
    }
    return items
  }
}
