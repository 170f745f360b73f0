import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The keys of the products of a catalog for apps, page by page.
public struct AppCatalogProductUUIDs: AsyncSequence, Sendable {
  /// A product's key.
  public typealias Element = UUID
  /// Reading ends with a `CatalogError`, with the code `catalogDisabled` where the catalog gives nothing (G10).
  public typealias Failure = CatalogError

  let connection: Connection
  let path: ResourcePath
  let query: Query<Product>

  /// Begins to read.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: self) }

  /// Gives one key after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let source: AppCatalogProductUUIDs
    private var page: [UUID] = []
    private var index = 0
    private var target: String?
    private var seen: Set<Int> = []
    private var isFinished = false

    init(source: AppCatalogProductUUIDs) { self.source = source }

    /// The next key, `nil` after the last.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(CatalogError) -> UUID? {
      do throws(CatalogError) {
        while index == page.count {
          guard !isFinished else { return nil }
          try await load()
        }
      } catch {
        isFinished = true
        page = []
        index = 0
        throw error
      }
      index += 1
      return page[index - 1]
    }

    private mutating func load() async throws(CatalogError) {
      let resource = Resource<Product>(
        path: source.path, lists: .cursor, counts: false, key: { $0.uuidString })
      let plan = try PageRequest.plan(source.query, resource, source.connection.configuration)
      guard let request = plan.first else { return isFinished = true }
      let call = request.call(target)
      guard seen.insert(call.target.hashValue).inserted else {
        throw CatalogError(
          .pagingLoop, "the link to the next page leads back to a page that was already read",
          advice: "The list cannot be read to its end.", request: call.line)
      }
      let answer = try await source.connection.json(call)
      do throws(CatalogError) {
        let json = try RawJSON(parsing: answer.bytes)
        guard let items = json["_embedded"]?["items"], items.kind == .array else {
          throw CatalogError(.unexpectedContent, "the answer is no page of a list: it has no `_embedded.items`")
        }
        page = try items.elements.map { item throws(CatalogError) in
          guard let uuid = item.string.flatMap({ UUID(uuidString: $0) }) else {
            throw CatalogError(.unexpectedContent, "an item is no UUID: \(item.text.prefix(100))")
          }
          return uuid
        }
        index = 0
        guard let link = json["_links"]?["next"]?["href"]?.string, !link.isEmpty else { return isFinished = true }
        let origin = source.connection.caller.origin
        target = try NextLink(
          origin: origin, linkHosts: source.connection.configuration.linkHosts, request: request
        ).target(of: link)
      } catch {
        throw error.naming(call, answer.status)
      }
    }
  }
}
