import Foundation
import Hummingbird
import SyncPlanner

/// What the pages show, asked of the engine anew for each of them.
struct Dashboard: Sendable {
  let engine: SyncEngine
  let destination: any Destination
  let scope: SyncScope
  /// Must come with each form, and is known to our own pages only.
  let formToken: String
  private let pages: Pages

  init(engine: SyncEngine, destination: any Destination, scope: SyncScope) throws {
    self.engine = engine
    self.destination = destination
    self.scope = scope
    formToken = UUID().uuidString
    pages = try Pages()
  }

  /// Makes a page, or one that says why there is none.
  func page(_ make: (Dashboard) async throws -> Page) async -> Response {
    do {
      return .text(pages.render(try await make(self)), "text/html")
    } catch let error as NotFound {
      return .text(pages.render(.problem(error.description)), "text/html", .notFound)
    } catch {
      return .text(pages.render(.problem("\(error)")), "text/html", .serviceUnavailable)
    }
  }

  /// Asks that the next run send records again.
  func resync(_ form: Form) async -> Response {
    guard form["token"] == formToken else {
      return .text(
        pages.render(
          .problem("The form is from before the dashboard was started anew. Go back and load the page again.")),
        "text/html", .forbidden)
    }
    do {
      let request = try await engine.resync(form["feed"].map { [SyncFeed($0)] })
      return .seeOther("/?notice=resync-\(request.count)")
    } catch {
      return .text(pages.render(.problem("\(error)")), "text/html", .unprocessableContent)
    }
  }
}

/// There is no such thing to show.
struct NotFound: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
