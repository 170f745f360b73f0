import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import SyncPlanner
import Synchronization
import Testing

/// Promises of `Docs/Security.md` that no module can show alone.
struct SecurityTests {
  /// Passes on to the sandbox, and remembers every token and secret that went by.
  private final class Eavesdropper: HTTPTransport, CustomReflectable {
    private let pim: SandboxPIM
    private let heard = Mutex<Set<String>>([])

    init(_ pim: SandboxPIM) { self.pim = pim }

    var secrets: Set<String> { heard.withLock { $0 } }

    /// The sandbox knows its credentials and hides nothing; what is dumped here is the client around it.
    var customMirror: Mirror { Mirror(self, children: []) }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
      if let value = request.headers["Authorization"], let secret = value.split(separator: " ").last {
        _ = heard.withLock { $0.insert(String(secret)) }
      }
      let response = try await pim.send(request)
      // Tokens of both kinds go by in the answers of one address.
      guard request.url.path().hasSuffix("/oauth/v1/token") else { return response }
      let bytes = try await response.body.bytes(upTo: 1 << 16)
      let answer = try RawJSON(parsing: bytes)
      for name in ["access_token", "refresh_token"] {
        if let token = answer[name]?.string { _ = heard.withLock { $0.insert(token) } }
      }
      return HTTPResponse(status: response.status, headers: response.headers, body: HTTPBody(bytes))
    }
  }

  @Test("After a whole run no secret stands in events, plans, reports, the state or the destination")
  func secretsStayInMemory() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "security-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let pim = SandboxPIM(try SampleCatalog.folder())
    pim.addFault(FaultRule(.expireTokens, on: .get, "/api/rest/v1/products-uuid"))
    let ear = Eavesdropper(pim)
    let said = Mutex("")
    var configuration = CatalogClient.Configuration()
    configuration.observer = PrintingObserver { line in said.withLock { $0 += line + "\n" } }
    let credentials = pim.credentials
    let client = try CatalogClient(
      SandboxPIM.origin,
      .password(
        clientID: credentials.clientID, secret: credentials.secret, username: credentials.username,
        password: credentials.password),
      over: ear, configuration: configuration)
    let store = try await FileJournalStore(in: folder.appending(path: "state"))
    let destination = try await FolderDestination(folder.appending(path: "shop"))
    let engine = SyncEngine(from: PIMSource(client), to: destination, remembering: store)

    let plan = try await engine.plan(SyncScope(), .complete) { event in said.withLock { $0 += "\(event)\n" } }
    try await plan.write(to: folder.appending(path: "plan"))
    let report = try await engine.apply(plan) { event in said.withLock { $0 += "\(event)\n" } }
    await store.close()
    await destination.close()
    said.withLock {
      $0 += "\(plan)\(report)\(client)\(engine)"
      dump(client, to: &$0)
      dump(engine, to: &$0)
    }

    let secrets = ear.secrets.union([credentials.secret, credentials.password])
    #expect(
      secrets.count >= 7, "the secret, the password, the basic authorization, two tokens and two for their renewal")
    for secret in secrets {
      let isShown = said.withLock { $0.contains(secret) }
      #expect(!isShown)
    }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(files.count > 10)
    for file in files {
      guard let bytes = FileManager.default.contents(atPath: folder.path + "/" + file) else { continue }
      for secret in secrets {
        let isWritten = bytes.range(of: Data(secret.utf8)) != nil
        #expect(!isWritten, "\(file)")
      }
    }
  }

  @Test("What a catalog holds puts no control characters into the table of a plan")
  func tablesHoldNoControlCharacters() async throws {
    struct Hostile: RecordMapping {
      let version = "hostile.1"
      func records(for item: SourceItem, in context: CatalogContext) throws -> [SyncRecord] {
        [
          SyncRecord(
            RecordKey(item.feed, "\u{1B}[2J\(item.key.id)\n\u{202E}"), fields: ["\u{1B}]0;x\u{7}": .string("a")])
        ]
      }
    }
    let pim = SandboxPIM(try SampleCatalog.folder())
    let engine = SyncEngine(
      from: PIMSource(try pim.client()), by: Hostile(), to: MemoryDestination(), remembering: MemorySyncStore())
    let plan = try await engine.plan(SyncScope(feeds: [.currencies]))
    let table = try await plan.table()
    #expect(!plan.isEmpty)
    let bad = table.unicodeScalars.filter { scalar in
      scalar != "\n" && (scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format)
    }
    #expect(bad.isEmpty, "\(bad.map { String($0.value, radix: 16) })")
  }

  @Test("The root package depends on nothing")
  func noDependencies() throws {
    let manifest = try DocumentPage("Package.swift").text
    #expect(!manifest.contains(".package("))
  }

  @Test("Every test that the page names exists")
  func namedTestsExist() throws {
    let page = try DocumentPage("Docs/Security.md").text
    let folder = DocumentPage.root.appending(path: "Tests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    let names = page.matches(of: /`(\w+Tests)\/(\w+)`/)
    #expect(names.count > 30)
    for name in names {
      #expect(
        files.contains { $0.contains("struct \(name.1) {") && $0.contains("func \(name.2)(") }, "\(name.0)")
    }
  }
}
