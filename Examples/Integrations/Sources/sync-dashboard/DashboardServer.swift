import Foundation
import HTTPTypes
import Hummingbird
import Logging
import SandboxHTTP

/// The dashboard behind HTTP: which address gives which page.
struct DashboardServer: Sendable {
  let dashboard: Dashboard
  let host: String
  let port: Int
  let names: [String]

  func run(whenReady: @escaping @Sendable (Int) async -> Void) async throws {
    let application = Application(
      router: router(), configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { await whenReady($0.localAddress?.port ?? 0) },
      logger: Logger(label: "sync-dashboard") { _ in SwiftLogNoOpLogHandler() })
    do {
      try await application.runService()
    } catch {
      throw ListenError(error, host: host, port: port) ?? error
    }
  }

  private func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: Guard(host: host, names: names))
    let dashboard = dashboard
    router.get("/") { request, _ in await dashboard.page { try await $0.status(notice: request.field("notice")) } }
    router.get("/items") { request, _ in
      await dashboard.page {
        try await $0.items(request.field("q") ?? "", in: request.field("state"), after: request.field("after"))
      }
    }
    router.get("/item") { request, _ in await dashboard.page { try await $0.item(request.field("key") ?? "") } }
    router.get("/activity") { request, _ in await dashboard.page { try await $0.activity(request.field("log")) } }
    router.get("/events") { _, _ in dashboard.events() }
    router.post("/resync") { request, _ in
      let form = try await Form(String(buffer: request.body.collect(upTo: 10_000)))
      return await dashboard.resync(form)
    }
    router.get("/style.css") { _, _ in Response.text(Style.text, "text/css") }
    router.get("/live.js") { _, _ in Response.text(Script.text, "text/javascript") }
    return router
  }
}

extension Request {
  /// A field of the query; `nil` where it is missing or empty.
  func field(_ name: String) -> String? {
    Form(uri.query ?? "")[name]
  }
}

extension Response {
  /// A text of a kind.
  static func text(_ text: String, _ type: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "\(type); charset=utf-8"],
      body: ResponseBody(byteBuffer: .init(string: text)))
  }

  /// Leads the browser to a page, which it then asks for anew.
  static func seeOther(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }
}
