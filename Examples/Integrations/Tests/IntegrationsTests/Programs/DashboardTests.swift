import CatalogModels
import Foundation
import PIMAsyncHTTPClient
import PIMClient
import Testing

struct DashboardTests {
  /// A synchronised shop whose products hold HTML, and the dashboard over it.
  private struct Running {
    let address: String
    let program: Program
    let sandbox: RunningSandbox
    let transport = AsyncHTTPClientTransport()

    init(in folder: URL) async throws {
      sandbox = try await RunningSandbox(in: folder)
      let evil =
        #"{"uuid":"00000000-0000-4000-8000-00000000e71e","identifier":"<b>x</b>","enabled":true,"family":null,"values":{"name":[{"locale":null,"scope":null,"data":"<script>alert(1)</script>"}]}}"#
      guard let url = URL(string: "\(sandbox.address)/_sandbox/products") else { throw URLError(.badURL) }
      _ = try await transport.send(PIMClient.HTTPRequest(.post, url, body: HTTPBody(evil)))
      for _ in 0..<2 {
        let sync = try await Program.run(
          "pim-sync", ["sync", "--complete", "--to", "shop.sqlite"], in: folder, environment: sandbox.environment)
        #expect(sync.status == 0, "\(sync.errors)")
      }
      program = try Program(
        "sync-dashboard", ["--port", "0", "--to", "shop.sqlite"], in: folder, environment: sandbox.environment)
      let line = try await program.firstLine()
      address = String(try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/)).output)
    }

    func send(
      _ path: String, _ method: PIMClient.HTTPMethod = .get, headers: PIMClient.HTTPHeaders = [:], body: String = ""
    ) async throws -> (status: Int, text: String, headers: PIMClient.HTTPHeaders) {
      guard let url = URL(string: address + path) else { throw URLError(.badURL) }
      let answer = try await transport.send(
        PIMClient.HTTPRequest(method, url, headers: headers, body: body.isEmpty ? .empty : HTTPBody(body)))
      let text = String(decoding: try await answer.body.bytes(upTo: 10_000_000), as: UTF8.self)
      return (answer.status, text, answer.headers)
    }
  }

  @Test("C3–C5: the dashboard shows both runs, finds products, and sets an item's JSON beside the destination's")
  func pages() async throws {
    try await withTemporaryFolder { folder in
      let dashboard = try await Running(in: folder)
      let status = try await dashboard.send("/")
      #expect(status.status == 200)
      #expect(status.text.contains("Success on") && status.text.contains("Run 1:") && status.text.contains("Run 2:"))
      #expect(status.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
      #expect(!status.text.contains("http://") && !status.text.contains("https://"), "nothing from elsewhere")

      let found = try await dashboard.send("/items?q=00000000-0000-4000-8000-00000000e71e")
      #expect(found.text.contains("&lt;") && !found.text.contains("<script>alert"), "product texts are escaped")
      let key = "products%3A00000000-0000-4000-8000-00000000e71e"
      let same = try await dashboard.send("/item?key=\(key)")
      #expect(same.status == 200 && !same.text.contains("class=\"mark\""))
      #expect(!same.text.contains("<script>alert") && same.text.contains("&lt;script&gt;"))

      let change = try #require(
        URL(string: "\(dashboard.sandbox.address)/_sandbox/products/00000000-0000-4000-8000-00000000e71e"))
      _ = try await dashboard.transport.send(
        PIMClient.HTTPRequest(.patch, change, body: HTTPBody(#"{"enabled":false}"#)))
      let changed = try await dashboard.send("/item?key=\(key)")
      #expect(changed.text.contains("class=\"mark\""), "the difference is marked")
      for log in ["activity", "collecting", "transmitting", "profile", "nonsense"] {
        #expect(try await dashboard.send("/activity?log=\(log)").status == 200)
      }
      let json = try await dashboard.send("/style.css")
      #expect(json.headers["Content-Type"]?.hasPrefix("text/css") == true)
    }
  }

  @Test("The resync button works from our own page only, and the next run sends again what it says")
  func resync() async throws {
    try await withTemporaryFolder { folder in
      let dashboard = try await Running(in: folder)
      let page = try await dashboard.send("/").text
      let token = String(try #require(page.firstMatch(of: /name="token" value="([^"]+)"/)).output.1)
      let form = "token=\(token)&feed=products"
      let type = "application/x-www-form-urlencoded"
      let own: PIMClient.HTTPHeaders = ["Origin": dashboard.address, "Content-Type": type]
      for headers: PIMClient.HTTPHeaders in [
        ["Content-Type": type], ["Origin": "https://evil.example", "Content-Type": type],
        ["Origin": dashboard.address, "Sec-Fetch-Site": "cross-site", "Content-Type": type], ["Origin": "null"],
      ] {
        #expect(try await dashboard.send("/resync", .post, headers: headers, body: form).status == 403)
      }
      #expect(try await dashboard.send("/resync", .post, headers: own, body: "token=guess").status == 403)
      #expect(try await dashboard.send("/", headers: ["Host": "evil.example"]).status == 421)
      #expect(
        try await dashboard.send("/resync", .post, headers: own, body: "token=\(token)&feed=nonsense").status == 422)
      let done = try await dashboard.send("/resync", .post, headers: own, body: form)
      #expect(done.status == 303)
      let notice = try await dashboard.send(done.headers["Location"] ?? "")
      #expect(notice.text.contains("The next run sends"))
      let run = try await Program.run(
        "pim-sync", ["sync", "--to", "shop.sqlite", "--json"], in: folder, environment: dashboard.sandbox.environment)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.json["feeds"]?["products"]?["updated"]?.int ?? 0 > 0)
    }
  }

  @Test(
    "A browser that sends nonsense gets a page that says so",
    arguments: [
      ("/item?key=nonsense", 404), ("/item", 404), ("/item?key=products%3Anone", 404), ("/item?key=%", 404),
      ("/item?key=%FF%00", 404), ("/items?q=%25%27%22%3Cb%3E&state=nonsense&after=nonsense", 200), ("/nowhere", 404),
      ("/activity?log=%00", 200), ("/?notice=%3Cscript%3E", 200), ("/../../etc/passwd", 404),
    ])
  func nonsense(path: String, status: Int) async throws {
    try await withTemporaryFolder { folder in
      let dashboard = try await Running(in: folder)
      let answer = try await dashboard.send(path)
      #expect(answer.status == status, "\(path): \(answer.text.prefix(300))")
      #expect(!answer.text.contains("<script>alert") && !answer.text.contains("<b>"))
      #expect(dashboard.program.isRunning)
    }
  }
}
