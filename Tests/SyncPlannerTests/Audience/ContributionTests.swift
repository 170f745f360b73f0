import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import TestSupport
import Testing

@testable import SyncPlanner

/// What comes back from suppliers.
struct ContributionTests {
  private static let tent = UUID(uuidString: MappingBench.larch2) ?? UUID()

  @Test("A6: a supplier filters by exactly what is synchronised")
  func filters() async throws {
    let portal = try AudienceBench()
    let properties = portal.audience.filterProperties(in: try await portal.context())
    #expect(
      Set(properties.map(\.attribute.rawValue)) == [
        "name", "description", "gallery", "activities", "weight", "color", "brand", "web_slug",
      ])
    #expect(properties.first { $0.attribute == "name" }?.locales == ["en_US", "fr_FR"])
    #expect(properties.first { $0.attribute == "weight" }?.locales == [])
    #expect(properties.first { $0.attribute == "color" }?.options.contains("moss") == true)
  }

  @Test("A6: an edit becomes a proposal, and a new product of a linked family a submission to create (N31)")
  func editsAndSubmissions() async throws {
    let portal = try AudienceBench()
    let context = try await portal.context()
    let edit = try portal.audience.request(
      for: .edit(
        product: Self.tent, family: "tents",
        [
          .init("name", locale: "fr_FR", .text("Mélèze 2")), .init("description", locale: "en_US", .text("Light")),
          .init("weight", nil),
        ]), in: context)
    guard case .proposal(let patch) = edit else { return #expect(Bool(false), "\(edit)") }
    #expect(patch.id == Self.tent)
    #expect(patch.value("name", locale: "fr_FR") == .text("Mélèze 2"))
    #expect(patch.value("description", locale: "en_US", channel: "webshop") == .text("Light"))
    #expect(patch.value("weight")?.json.isNull == true)

    let new = UUID()
    let created = try portal.audience.request(
      for: .create(product: new, reference: "np-77", family: "tents", [.init("name", locale: "en_US", .text("Fir"))]),
      in: context)
    guard case .submission(let submission) = created else { return #expect(Bool(false), "\(created)") }
    #expect(submission[raw: "family"] == "tents")
    #expect(submission.value("web_slug") == .text("np-77"))
    #expect(submission.value("brand")?.json == "nordpfad")
  }

  @Test(
    "A6 A8: what is not linked or may not be enriched is refused with its place",
    arguments: [
      SupplierAudience.Contribution.edit(product: tent, family: "tents", [.init("price", .text("1"))]),
      .edit(product: tent, family: "tents", [.init("name", locale: "de_DE", .text("x"))]),
      .edit(product: tent, family: "cookware", [.init("weight", .text("x"))]),
      .create(product: tent, reference: "r", family: "cookware", []),
      .pick(product: tent, family: "tents", attribute: "name", assets: []),
      .upload("new", of: "guides", attribute: "file", name: "x.pdf"),
    ])
  func refuses(contribution: SupplierAudience.Contribution) async throws {
    let portal = try AudienceBench()
    let context = try await portal.context()
    let error = #expect(throws: SyncError.self) { try portal.audience.request(for: contribution, in: context) }
    #expect(error?.code == .invalidScope)
    #expect(error?.message.contains("nordpfad") == true)
  }

  @Test("A11: siblings at two suppliers: both get the model, and both suppliers' proposals are kept")
  func siblings() async throws {
    let first = try AudienceBench()
    try first.set(["brand": "brume_atelier"], of: AudienceBench.mossM)
    let second = try first.other(AudienceBench.audience("brume_atelier"))
    _ = try await first.sync()
    _ = try await second.sync()
    #expect(await first.records(.productModels)["PM_TRAVERSE_MOSS"] != nil)
    #expect(await second.records(.productModels)["PM_TRAVERSE_MOSS"] != nil)
    #expect(await first.records(.products)[AudienceBench.mossM] == nil)
    #expect(await second.records(.products)[MappingBench.mossS] == nil)

    // Each proposes through its own connection, whose user owns the draft.
    let context = try await first.context()
    let transport = ScriptedTransport { request, _ in
      request.line.hasPrefix("GET")
        ? try ScriptedAnswer.json(#"{"code":"PM_TRAVERSE"}"#).response()
        : HTTPResponse(status: request.line.hasPrefix("PATCH") ? 204 : 201, headers: [:], body: HTTPBody(""))
    }
    for (audience, token, text) in [(first.audience, "one", "Whisper"), (second.audience, "two", "Hush")] {
      let request = try audience.request(
        for: .editModel("PM_TRAVERSE", family: "backpacks", [.init("name", locale: "en_US", .text(text))]), in: context)
      guard case .modelProposal(let patch) = request else { return #expect(Bool(false), "\(request)") }
      var configuration = CatalogClient.Configuration()
      configuration.clock = ManualClock(.skips)
      let client = try CatalogClient(SandboxPIM.origin, .token(token), over: transport, configuration: configuration)
      try await client.productModels.propose(patch)
    }
    let patches = transport.requests.filter { $0.line.hasPrefix("PATCH") }
    #expect(patches.count == 2)
    #expect(transport.requests.filter { $0.line.hasSuffix("/PM_TRAVERSE/proposal") }.count == 2)
    #expect(patches.map { $0.bodyText.contains("Whisper") } == [true, false])
    #expect(patches.map { $0.bodyText.contains("Hush") } == [false, true])
  }

  @Test("A13: a supplier picks assets of the linked family or uploads files; both come back to be accepted")
  func picksAndUploads() async throws {
    let portal = try AudienceBench()
    let context = try await portal.context()
    let picked = try portal.audience.request(
      for: .pick(product: Self.tent, family: "tents", attribute: "gallery", assets: ["camp_dusk"]), in: context)
    guard case .proposal(let patch) = picked else { return #expect(Bool(false), "\(picked)") }
    #expect(patch.value("gallery") == .assets(["camp_dusk"]))
    let uploaded = try portal.audience.request(
      for: .upload("np_new", of: "packshots", attribute: "media", name: "new.png"), in: context)
    guard case .upload(let upload) = uploaded else { return #expect(Bool(false), "\(uploaded)") }
    #expect(upload.patch(file: "1/2/new.png").value("media") == .file("1/2/new.png"))
    #expect(upload.family == "packshots")
  }
}
