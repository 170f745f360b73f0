public import CatalogModels

/// One kind of thing at the PIM: its list, its items, its number.
///
/// All resources have the same endpoint type; what differs between them is written in one descriptor for each.
public struct Endpoint<Item: CatalogEntity>: Sendable {
  let connection: Connection
  let resource: Resource<Item>

  /// The items that a query finds, page by page. Nothing is sent before the first is asked for.
  ///
  /// ```swift
  /// for try await product in client.products.list(.where(.enabled(true))) { … }
  /// ```
  public func list(_ query: Query<Item> = .all) -> Listing<Item> {
    Listing(Pages(endpoint: self, query: query, start: nil))
  }

  /// One item.
  ///
  /// - Parameters:
  ///   - id: Its key.
  ///   - query: What else the item should bring, such as `.all.withCompletenesses()`. Filters have no meaning here and
  ///     are refused.
  /// - Throws: `CatalogError`, with the code `notFound` where the PIM does not have it or hides it.
  public func get(_ id: Item.ID, _ query: Query<Item> = .all) async throws(CatalogError) -> Item {
    guard query.filters.isEmpty, query.locales == nil, query.channel == nil, query.attributes == nil else {
      throw CatalogError(
        .invalidArgument, "a single \(Item.entityName) cannot be filtered", advice: "Use `list` with this query.")
    }
    guard resource.hasItems else { return try await find(id, query) }
    var call = Call(path: try resource.path.appending(.code(resource.key(id))).encoded())
    var parameters = QueryParameters()
    for extra in query.extras { parameters.append(extra.name, extra.value) }
    call.query = parameters.encoded
    let answer = try await connection.json(call)
    do {
      return try await Self.item(answer.bytes, resource)
    } catch {
      throw error.naming(call, answer.status)
    }
  }

  /// The number of items that a query finds, counted by the server.
  ///
  /// - Throws: `CatalogError` with the code `invalidArgument` where the API cannot count: records, assets and what else
  ///   is read by cursor alone (N22).
  public func count(_ query: Query<Item> = .all) async throws(CatalogError) -> Int {
    if case .whole = resource.lists {
      var count = 0
      for try await page in list(query).pages { count += page.items.count }
      return count
    }
    guard resource.counts else {
      throw CatalogError(
        .invalidArgument, "the API does not count \(Item.entityName) items",
        advice: "Count them while reading the list.")
    }
    var sum = 0
    for request in try PageRequest.plan(query, resource, connection.configuration, counting: true) {
      let call = request.call()
      let answer = try await connection.json(call)
      do throws(CatalogError) {
        guard let count = try await PageReader.read(answer.bytes).itemsCount, count >= 0 else {
          throw CatalogError(
            .unexpectedContent, "the answer has no `items_count`",
            advice: "Count the items while reading the list.")
        }
        sum += count
      } catch {
        throw error.naming(call, answer.status)
      }
    }
    return sum
  }

  @concurrent
  static func item(_ bytes: [UInt8], _ resource: Resource<Item>) async throws(CatalogError) -> Item {
    try resource.item(RawObject(parsing: bytes))
  }

  private func find(_ id: Item.ID, _ query: Query<Item>) async throws(CatalogError) -> Item {
    let key = resource.key(id).asciiLowercased
    for try await item in list(query) where resource.key(item.id).asciiLowercased == key { return item }
    throw CatalogError(
      .notFound, "there is no \(Item.entityName) `\(id)`",
      advice: "It may also be hidden from this connection.", request: "GET \(try resource.path.encoded())")
  }
}
