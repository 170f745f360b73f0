import CatalogModels
import Foundation
import PIMClient
import PIMTesting
import TestSupport
import Testing

/// The client and the sandbox were written from the documentation by different hands; here they meet.
struct ClientAgainstSandboxTests {
  private static let dialects: [(String, ServerDialect)] = [
    ("strict", .strict), ("cloud", .cloud), ("on premises", .onPremises),
  ]

  private func client(
    _ sandbox: SandboxPIM, _ change: (inout CatalogClient.Configuration) -> Void = { _ in }
  ) throws -> CatalogClient {
    let known = sandbox.credentials
    return try ClientUnderTest.make(
      sandbox, origin: SandboxPIM.origin.absoluteString,
      credentials: .password(
        clientID: known.clientID, secret: known.secret, username: known.username, password: known.password)
    ) {
      $0.readsAhead = true
      $0.pageSize = 3
      change(&$0)
    }
  }

  @Test("Every resource of the sample catalog is read whole, in every dialect", arguments: dialects.indices)
  func everything(_ index: Int) async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder(), dialect: Self.dialects[index].1)
    // The dialect on premises writes its links with a name of its own.
    let client = try client(sandbox) { $0.linkHosts = .named(["pim.internal"]) }
    var counts: [String: Int] = [:]
    func add<Item>(_ name: String, _ listing: Listing<Item>) async throws {
      counts[name, default: 0] += try await listing.all().count
    }
    try await add("products", client.products.list(.all.withAttributeOptions().withCompletenesses()))
    try await add("product_models", client.productModels.list())
    try await add("attributes", client.attributes.list(.all.withTableSelectOptions()))
    try await add("attribute_groups", client.attributeGroups.list())
    try await add("association_types", client.associationTypes.list())
    try await add("categories", client.categories.list())
    try await add("channels", client.channels.list())
    try await add("locales", client.locales.list())
    try await add("currencies", client.currencies.list())
    try await add("measurement_families", client.measurementFamilies.list())
    try await add("media_files", client.mediaFiles.list())
    for try await family in client.families.list() {
      counts["families", default: 0] += 1
      try await add("family_variants", client.familyVariants(of: family.code).list())
    }
    for try await attribute in client.attributes.list()
    where [AttributeType.simpleSelect, .multiSelect].contains(attribute.type) {
      try await add("attribute_options", client.options(of: attribute.code).list())
    }
    for try await entity in client.referenceEntities.list() {
      counts["reference_entities", default: 0] += 1
      for attribute in try await client.attributes(of: entity.code).list().all() {
        counts["reference_entity_attributes", default: 0] += 1
        if ["single_option", "multiple_options"].contains(attribute.type.rawValue) {
          try await add(
            "reference_entity_attribute_options", client.options(of: attribute.code, in: entity.code).list())
        }
      }
      try await add("reference_entity_records", client.records(of: entity.code).list())
    }
    for try await family in client.assetFamilies.list() {
      counts["asset_families", default: 0] += 1
      try await add("asset_family_attributes", client.attributes(of: family.code).list())
      try await add("assets", client.assets(of: family.code).list())
    }
    // The catalog also holds options of reference data, which the API does not list.
    #expect((counts.removeValue(forKey: "attribute_options") ?? 0) > 0)
    for (name, count) in counts {
      #expect(count == sandbox.count(of: CatalogFile(rawValue: name)), "\(name)")
    }
    #expect(sandbox.mostCallsAtOnce <= 4)
    #expect(sandbox.calls.allSatisfy { $0.status == 200 }, "\(sandbox.calls.filter { $0.status != 200 })")
  }

  @Test("Products are counted as they are listed, by cursor, by page and by body")
  func countsAgree() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder())
    let client = try client(sandbox)
    let all = try await client.products.list().all()
    #expect(try await client.products.count() == all.count)
    #expect(try await client.products.list(.all.paging(.page)).all().count == all.count)
    let byBody = try self.client(sandbox) { $0.addressLimit = 10 }
    let uuids = all.map(\.uuid)
    let found = try await byBody.products.list(.where(.uuid(.any(uuids)))).all()
    #expect(Set(found.map(\.uuid)) == Set(uuids))
    #expect(sandbox.calls.contains { $0.method == .post && $0.path.hasSuffix("/products-uuid/search") })
  }

  @Test("N28: all tokens revoked in mid-run, the refresh token with them")
  func tokensRevoked() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder())
    let client = try client(sandbox) { $0.readsAhead = false }
    var count = 0
    for try await page in client.products.list().pages {
      count += page.items.count
      if page.number == 1 { sandbox.revokeTokens() }
    }
    #expect(count == sandbox.count(of: .products))
    #expect(sandbox.tokensGranted == 2)
  }

  @Test(
    "N17: the tree of each channel, whether the server gives children or all descendants", arguments: [true, false])
  func channelTrees(_ givesDescendants: Bool) async throws {
    var dialect = ServerDialect.strict
    dialect.categoryParentGivesDescendants = givesDescendants
    let sandbox = try SandboxPIM(SampleCatalog.folder(), dialect: dialect)
    let client = try client(sandbox)
    var trees = 0
    for channel in try await client.channels.list().all() {
      let root = try #require(channel.categoryTree)
      let codes = try await client.categories.tree(of: root).map(\.code)
      #expect(codes.first == root)
      #expect(Set(codes).count == codes.count)
      trees += 1
    }
    #expect(trees > 0)
  }

  @Test("N20: a PIM that names another host in its links is refused unless the name is known")
  func internalHostName() async throws {
    let client = try client(try SandboxPIM(SampleCatalog.folder(), dialect: .onPremises))
    let error = try await failure { () async throws(CatalogError) in try await client.families.list().all() }
    #expect(error.code == .untrustedLink)
    #expect(error.advice?.contains("linkHosts") == true)
  }

  @Test("N22, N23: bounds of the server are met by a client that keeps them")
  func serverBounds() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder())
    let client = try client(sandbox)
    let models = try await client.productModels.list().all().map(\.code)
    let many = models.map(\.rawValue) + (0..<400).map { "no-such-model-\($0)" }
    let found = try await client.productModels.list(.where(.code(.any(many)))).all().map(\.code)
    #expect(Set(found) == Set(models))
    #expect(found.count == models.count)
    #expect(sandbox.calls.allSatisfy { $0.status == 200 })
  }

  @Test("N28: a revoked app token is final; an admitted one is used as it is")
  func appTokens() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder(), appTokens: ["app-1"])
    let good = try ClientUnderTest.make(sandbox, credentials: .token("app-1"))
    #expect(try await good.channels.list().all().count == sandbox.count(of: .channels))
    let bad = try ClientUnderTest.make(sandbox, credentials: .token("app-2"))
    let error = try await failure { () async throws(CatalogError) in try await bad.channels.list().all() }
    #expect(error.code == .unauthorized)
    #expect(sandbox.tokensGranted == 0)
  }

  @Test("Wrong credentials are refused with the server's words")
  func wrongCredentials() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder())
    let known = sandbox.credentials
    for credentials in [
      Credentials.password(clientID: "x", secret: known.secret, username: known.username, password: known.password),
      .password(clientID: known.clientID, secret: known.secret, username: known.username, password: "x"),
    ] {
      let client = try ClientUnderTest.make(sandbox, credentials: credentials)
      let error = try await failure { () async throws(CatalogError) in try await client.channels.list().all() }
      #expect(error.code == .unauthorized)
      #expect(error.request == "POST /api/oauth/v1/token")
    }
  }

  @Test("Media files of products come whole")
  func mediaFiles() async throws {
    let sandbox = try SandboxPIM(SampleCatalog.folder())
    let client = try client(sandbox)
    var downloaded = 0
    for file in try await client.mediaFiles.list().all() {
      let download = try await client.media.download(file.code, of: .product)
      let bytes = try await download.body.bytes(upTo: 10 << 20)
      #expect(bytes.count == file.size)
      #expect(download.size == file.size)
      downloaded += 1
    }
    #expect(downloaded == sandbox.count(of: .mediaFiles))
  }
}
