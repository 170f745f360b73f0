import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A page as it came, and the call that brought it.
struct PageArrival: Sendable {
  let page: RawPage
  let call: Call
  let status: Int
  let date: Date?
}

extension Connection {
  /// Asks for a page and reads it; its items are not made yet.
  func page(_ call: Call) async throws(CatalogError) -> PageArrival {
    let answer: Answer
    do throws(CatalogError) {
      answer = try await json(call)
    } catch {
      guard call.method == .post, error.status == 404 || error.status == 405 else { throw error }
      var error = error
      error.advice =
        "This PIM may not know the search by body, and the query is too long for an address: give fewer filters or"
        + " attributes."
      throw error
    }
    do {
      let page = try await PageReader.read(answer.bytes)
      return PageArrival(
        page: page, call: call, status: answer.status, date: answer.headers["Date"].flatMap(HTTPDate.parse))
    } catch {
      throw error.naming(call, answer.status)
    }
  }

  /// Asks for a page while the caller does something else. Whoever keeps the task cancels it when it is not needed.
  func pageAhead(_ call: Call) -> Task<PageArrival, any Error> {
    Task { try await page(call) }
  }
}
