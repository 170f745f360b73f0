import Foundation
import Hummingbird
import NIOCore
import PIMTesting

/// Changes the catalog while it is served, for tests of programs that only know HTTP: what is behind it is no part of
/// the PIM's API.
///
/// | request | what it does |
/// |---|---|
/// | `PATCH /_sandbox/products/UUID` | replaces the fields that the body's JSON object names |
/// | `POST /_sandbox/products` | creates a row, or replaces the one with its key |
/// | `DELETE /_sandbox/attribute_options/color/red` | deletes a row; what it belongs to comes before it |
struct SandboxControl: Sendable {
  let sandbox: SandboxPIM

  func addRoutes(to group: RouterGroup<BasicRequestContext>) {
    group.patch("{file}/**") { request, context in
      let (file, keys) = try place(context)
      let body = try await text(request)
      let found = try reporting { try sandbox.change(keys.last ?? "", in: file, of: keys.dropLast(), body) }
      return Response(status: found ? .noContent : .notFound)
    }
    group.post("{file}") { request, context in
      let (file, _) = try place(context)
      let body = try await text(request)
      try reporting { try sandbox.upsert(body, in: file) }
      return Response(status: .noContent)
    }
    group.delete("{file}/**") { _, context in
      let (file, keys) = try place(context)
      let found = sandbox.delete(keys.last ?? "", from: file, of: keys.dropLast())
      return Response(status: found ? .noContent : .notFound)
    }
  }

  private func place(_ context: BasicRequestContext) throws -> (CatalogFile, [String]) {
    let file = CatalogFile(rawValue: try context.parameters.require("file"))
    guard CatalogFile.all.contains(file) else { throw HTTPError(.notFound, message: "there is no resource \(file)") }
    return (file, context.parameters.getCatchAll().map { $0.removingPercentEncoding ?? String($0) })
  }

  private func text(_ request: Request) async throws -> String {
    String(buffer: try await request.body.collect(upTo: 1 << 20))
  }

  private func reporting<R>(_ work: () throws -> R) throws -> R {
    do {
      return try work()
    } catch let error as CatalogFolderError {
      throw HTTPError(.unprocessableContent, message: error.message)
    }
  }
}
