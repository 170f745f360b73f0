import CatalogModels
import Foundation
import PIMAsyncHTTPClient
import PIMClient
import Testing

@Suite(.serialized)
struct SyncProgramTests {
  @Test(
    "pim-sync against pim-sandbox: all arrives, a second run sends nothing, and after one change one update goes out")
  func threeRuns() async throws {
    try await withTemporaryFolder { folder in
      let sandbox = try await RunningSandbox(catalog: Catalogs.demo, in: folder)
      let sync = ["sync", "--complete", "--to", "shop.sqlite", "--json"]
      let first = try await Program.run("pim-sync", sync, in: folder, environment: sandbox.environment)
      #expect(first.status == 0, "\(first.errors)")
      let products = try first.json["feeds"]?["products"]
      let count = try Shop(folder.appending(path: "shop.sqlite")).count("products")
      #expect(products?["created"]?.int == count)
      if Catalogs.demo != nil {
        #expect(count == 1239)
        #expect(try Shop(folder.appending(path: "shop.sqlite")).count("productModels") == 81)
      }
      let second = try await Program.run("pim-sync", sync, in: folder, environment: sandbox.environment)
      #expect(second.status == 0)
      #expect(second.output.firstMatch(of: /"(created|updated|deleted|disabled|failed)":[1-9]/) == nil)
      #expect(try second.json["feeds"]?["products"]?["unchanged"]?.int == count)

      let shop = try await Program.run(
        "pim-sync", ["search", "--to", "shop.sqlite", "--feed", "products", "--limit", "1", "--json", ""], in: folder,
        environment: sandbox.environment)
      let key = try #require(try shop.json["key"]?.string?.split(separator: ":").last)
      let url = try #require(URL(string: "\(sandbox.address)/_sandbox/products/\(key)"))
      let answer = try await AsyncHTTPClientTransport().send(
        PIMClient.HTTPRequest(.patch, url, body: HTTPBody(#"{"enabled":false}"#)))
      #expect(answer.status == 204)
      let third = try await Program.run("pim-sync", sync, in: folder, environment: sandbox.environment)
      #expect(try third.json["feeds"]?["products"]?["updated"]?.int == 1)

      let status = try await Program.run(
        "pim-sync", ["status", "--to", "shop.sqlite", "--json"], in: folder, environment: sandbox.environment)
      #expect(try status.json["state"]?.string == "success")
      #expect(try status.json["runs"]?.elements.count == 3)
      let diff = try await Program.run(
        "pim-sync", ["diff", "products:\(key)", "--to", "shop.sqlite"], in: folder, environment: sandbox.environment)
      #expect(diff.status == 0, "\(diff.output)\(diff.errors)")
      let explain = try await Program.run(
        "pim-sync", ["explain", "products:\(key)", "--to", "shop.sqlite"], in: folder, environment: sandbox.environment)
      #expect(explain.status == 0 && explain.output.contains("update"), "\(explain.output)\(explain.errors)")
      let bundle = try await Program.run(
        "pim-sync", ["bundle", "bundle.json", "--to", "shop.sqlite"], in: folder, environment: sandbox.environment)
      #expect(bundle.status == 0)
      let text = try String(contentsOf: folder.appending(path: "bundle.json"), encoding: .utf8)
      #expect(!text.contains(sandbox.environment["PIM_PASSWORD"] ?? "-") && text.contains("catalog-sync-support"))
    }
  }

  @Test(
    "F5: pim-sync that is killed or stopped in the middle goes on in the next run: nothing lost, nothing twice",
    arguments: [SIGKILL, SIGINT])
  func stopped(by signal: Int32) async throws {
    try await withTemporaryFolder { folder in
      let catalog = try Catalogs.large(3000, in: folder)
      let sandbox = try await RunningSandbox(catalog: catalog, in: folder)
      let sync = ["sync", "--complete", "--to", "shop.sqlite", "--json"]
      let run = try Program("pim-sync", sync, in: folder, environment: sandbox.environment)
      let file = folder.appending(path: "shop.sqlite")
      while run.isRunning, (try? Shop(file).count()) ?? 0 == 0 { await Task.yield() }
      run.signal(signal)
      let ending = try await run.ending()
      let stopped = try Shop(file).count()
      if signal == SIGINT { #expect([0, 130].contains(ending.status), "\(ending.errors)") }
      let next = try await Program.run("pim-sync", sync, in: folder, environment: sandbox.environment)
      #expect(next.status == 0, "\(next.errors)")
      let shop = try Shop(file)
      #expect(try shop.count("products") > 3000)
      #expect(stopped < (try shop.count()), "it was to be stopped in the middle")
      #expect(try shop.changedTwice().isEmpty)
    }
  }

  @Test("A plan is written, read by people and programs, carried out, and refused when it was altered")
  func plans() async throws {
    try await withTemporaryFolder { folder in
      let sandbox = try await RunningSandbox(in: folder)
      func pimSync(_ arguments: String...) async throws -> Program.Ending {
        try await Program.run(
          "pim-sync", arguments + ["--to", "shop.sqlite"], in: folder, environment: sandbox.environment)
      }
      let plan = try await pimSync("plan", "--complete", "--out", "plan.jsonl")
      #expect(plan.status == 0 && plan.output.contains("create"), "\(plan.errors)")
      let file = folder.appending(path: "plan.jsonl")
      let text = try String(contentsOf: file, encoding: .utf8)
      try text.replacing("\"action\":\"create\"", with: "\"action\":\"delete\"", maxReplacements: 1)
        .write(to: folder.appending(path: "altered.jsonl"), atomically: true, encoding: .utf8)
      let altered = try await pimSync("apply", "altered.jsonl")
      #expect(altered.status == 1)
      #expect(altered.errors.contains("altered.jsonl is no plan that can be applied"), "\(altered.errors)")
      #expect(try Shop(folder.appending(path: "shop.sqlite")).count() == 0, "nothing was sent")
      let applied = try await pimSync("apply", "plan.jsonl")
      #expect(applied.status == 0, "\(applied.errors)")
      let again = try await pimSync("apply", "plan.jsonl", "--json")
      #expect(again.status == 0 || again.errors.contains("stale"), "\(again.errors)")
    }
  }

  @Test("What is too much at once is held back and told with the option that lets it go, up to the number told")
  func brakes() async throws {
    try await withTemporaryFolder { folder in
      let catalog = try Catalogs.large(40, in: folder)
      let sandbox = try await RunningSandbox(catalog: catalog, in: folder)
      func sync(_ arguments: String...) async throws -> Program.Ending {
        try await Program.run(
          "pim-sync", ["sync", "--complete", "--to", "shop.sqlite", "--json"] + arguments, in: folder,
          environment: sandbox.environment)
      }
      #expect(try await sync().status == 0)
      let transport = AsyncHTTPClientTransport()
      for number in 0..<40 {
        let id = "00000000-0000-4000-8000-" + String(format: "%012d", number)
        let url = try #require(URL(string: "\(sandbox.address)/_sandbox/products/\(id)"))
        #expect(try await transport.send(PIMClient.HTTPRequest(.delete, url)).status == 204)
      }
      let held = try await sync()
      #expect(held.status == 1)
      #expect(try held.json["feeds"]?["products"]?["blocked"]?.int == 40)
      #expect(try held.json["brakes"]?[0]?["release"]?.string == "disables:products=40")
      #expect(try await sync("--release", "disables:products=39").status == 1)
      let released = try await sync("--release", "disables:products=40")
      #expect(released.status == 0, "\(released.errors)")
      #expect(try released.json["feeds"]?["products"]?["disabled"]?.int == 40)
    }
  }

  @Test("A mapping file gives the destination its own names")
  func mapping() async throws {
    try await withTemporaryFolder { folder in
      let sandbox = try await RunningSandbox(in: folder)
      try """
      {"name": "shop", "sites": [{"name": "us", "channel": "webshop", "locales": ["en_US"], "currency": "USD"}],
       "fields": [{"field": "title", "attribute": "name", "type": "text", "perSite": true}]}
      """.write(to: folder.appending(path: "mapping.json"), atomically: true, encoding: .utf8)
      let run = try await Program.run(
        "pim-sync", ["sync", "--to", "shop.sqlite", "--mapping", "mapping.json", "--json"], in: folder,
        environment: sandbox.environment)
      #expect(run.status == 0, "\(run.errors)")
      let shop = try Shop(folder.appending(path: "shop.sqlite"))
      #expect(try shop.count() == shop.count("products"))
      #expect(try shop.titles().contains("Larchlight 3"))
    }
  }

  @Test("Wrong or missing configuration names the setting and where it stands, and ends with status 2")
  func badSettings() async throws {
    try await withTemporaryFolder { folder in
      let secrets = ["PIM_CLIENT_ID": "a", "PIM_CLIENT_SECRET": "b", "PIM_USERNAME": "c", "PIM_PASSWORD": "d"]
      try #"{"pim":"https://x.example","chanel":"c"}"#.write(
        to: folder.appending(path: "bad.json"), atomically: true, encoding: .utf8)
      try #"{"password":"x"}"#.write(to: folder.appending(path: "open.json"), atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: folder.appending(path: "open.json").path())
      let cases: [([String], [String: String], String)] = [
        (["sync"], [:], "PIM_URL"),
        (["sync", "--pim", "https://x.example"], [:], "PIM_CLIENT_ID"),
        (["sync", "--pim", "nonsense", "--to", "x.sqlite"], secrets, "--pim"),
        (["sync", "--to", "x.sqlite"], secrets.merging(["PIM_URL": "nonsense"]) { $1 }, "PIM_URL in the environment"),
        (["sync", "--pim", "https://x.example"], secrets, "--to"),
        (["sync", "--pim", "https://x.example", "--to", "x.sqlite", "--gone", "burn"], secrets, "--gone"),
        (["sync", "--config", "bad.json"], secrets, "“chanel” in bad.json"),
        (["sync", "--config", "open.json"], secrets, "chmod 600"),
        (["sync", "--config", "missing.json"], secrets, "missing.json"),
        (
          ["status", "--pim", "https://x.example", "--to", "x.sqlite", "--store", "host=x password=geheim"], secrets,
          "PGPASSWORD"
        ),
        (["sync", "--pim", "https://x.example", "--to", "x.sqlite", "--mapping", "bad.json"], secrets, "`name`"),
        (
          ["sync", "--pim", "https://x.example", "--to", "x.sqlite", "--mapping", "nowhere.json"], secrets, "--mapping"
        ),
        (["sync", "--release", "products=3"], secrets, "--release"),
        (["sync", "--nonsense"], [:], "--nonsense"),
        (["explain", "nokey"], [:], "nokey"),
      ]
      for (arguments, environment, expected) in cases {
        let ending = try await Program.run("pim-sync", arguments, in: folder, environment: environment)
        #expect(ending.status == 2, "\(arguments): \(ending.errors)")
        #expect(ending.errors.contains(expected), "\(arguments): \(ending.errors)")
        #expect(!ending.errors.contains("geheim"))
      }
    }
  }

  @Test("Nobody at the PIM's address, and wrong credentials, end with status 3")
  func noPIM() async throws {
    try await withTemporaryFolder { folder in
      let sandbox = try await RunningSandbox(in: folder)
      var wrong = sandbox.environment
      wrong["PIM_PASSWORD"] = "wrong"
      let refused = try await Program.run("pim-sync", ["sync", "--to", "shop.sqlite"], in: folder, environment: wrong)
      #expect(refused.status == 3, "\(refused.errors)")
      #expect(refused.errors.contains("Check the client id"))
      let ready = try await Program.run(
        "pim-sync", ["preflight", "--to", "shop.sqlite"], in: folder, environment: wrong)
      #expect(ready.status == 3, "\(ready.output)\(ready.errors)")
      var nobody = sandbox.environment
      nobody["PIM_URL"] = "http://127.0.0.1:1"
      let unreachable = try await Program.run(
        "pim-sync", ["preflight", "--to", "shop.sqlite"], in: folder, environment: nobody)
      #expect(unreachable.status == 3 && unreachable.output.contains("nobody answers"), "\(unreachable.output)")
      let fine = try await Program.run(
        "pim-sync", ["preflight", "--to", "shop.sqlite", "--json"], in: folder, environment: sandbox.environment)
      #expect(fine.status == 0, "\(fine.output)\(fine.errors)")
    }
  }

  @Test("A port that is in use, and a catalog that is none, are said in one sentence")
  func sandboxProblems() async throws {
    try await withTemporaryFolder { folder in
      let sandbox = try await RunningSandbox(in: folder)
      let port = sandbox.address.split(separator: ":").last.map(String.init) ?? ""
      let taken = try await Program.run("pim-sandbox", ["--port", port], in: folder)
      #expect(taken.status != 0)
      #expect(taken.errors.contains("Port \(port) of 127.0.0.1 is in use"), "\(taken.errors)")
      let empty = try await Program.run("pim-sandbox", ["--catalog", "."], in: folder)
      #expect(empty.status == 1 && empty.errors.contains("products.jsonl"), "\(empty.errors)")
      let missing = try await Program.run("pim-sandbox", ["--catalog", "nowhere"], in: folder)
      #expect(missing.status != 0 && missing.errors.contains("nowhere"), "\(missing.errors)")
    }
  }

  @Test("What looks at the state only needs no PIM; progress in a pipe ends with where it ended")
  func withoutPIM() async throws {
    try await withTemporaryFolder { folder in
      let catalog = try Catalogs.large(450, in: folder)
      let sandbox = try await RunningSandbox(catalog: catalog, in: folder)
      let first = try await Program.run(
        "pim-sync", ["sync", "--complete", "--to", "shop.sqlite"], in: folder, environment: sandbox.environment)
      #expect(first.status == 0, "\(first.errors)")
      let products = try Shop(folder.appending(path: "shop.sqlite")).count("products")
      let lines = first.errors.split(separator: "\n").filter { $0.hasPrefix("Collecting products: ") }
      #expect(lines.last?.hasPrefix("Collecting products: \(products)") == true, "\(first.errors)")
      for arguments in [
        ["status"], ["search", "x"], ["dead-letters"], ["resync", "--later"], ["bundle", "b.json"],
        ["unsync", "products:00000000-0000-4000-8000-000000000001", "--keep"],
      ] {
        let ending = try await Program.run("pim-sync", arguments + ["--to", "shop.sqlite"], in: folder)
        #expect(ending.status == 0, "\(arguments): \(ending.output)\(ending.errors)")
      }
      let sync = try await Program.run("pim-sync", ["sync", "--to", "shop.sqlite"], in: folder)
      #expect(sync.status == 2 && sync.errors.contains("PIM_URL"))
    }
  }

  @Test("Completion scripts are printed for each shell", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) async throws {
    try await withTemporaryFolder { folder in
      let ending = try await Program.run("pim-sync", ["completion", shell], in: folder)
      #expect(ending.status == 0 && ending.output.contains("dead-letters"), "\(ending.errors)")
    }
  }
}
