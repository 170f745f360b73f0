import CatalogModels
import PIMTesting
import Testing
import ValueParser

/// The sample catalog, typed as a whole: each kind of value there is, in items that belong together.
struct SampleCatalogTests {
  static func items<Item: CatalogEntity>(_ file: String, as type: Item.Type = Item.self) throws -> [Item] {
    let lines = try #require(SampleCatalogFiles.all.first { $0.name == file }).lines
    return try lines.split(separator: "\n").map { try Item(parsing: $0.utf8) }
  }

  static func schema() throws -> CatalogSchema {
    let locales: [CatalogLocale] = try items("locales")
    return CatalogSchema(
      attributes: try items("attributes"), options: try items("attribute_options"), channels: try items("channels"),
      labelLocales: ["de_DE", "en_US"]
    )
    .adding(locales: locales.filter(\.isEnabled).map(\.code))
    .adding(measurementFamilies: try items("measurement_families", as: MeasurementFamily.self))
    .adding(families: try items("families", as: Family.self))
    .adding(familyVariants: try items("family_variants", as: FamilyVariant.self))
    .adding(attributes: try items("reference_entity_attributes", as: ReferenceEntityAttribute.self))
    .adding(options: try items("reference_entity_attribute_options", as: ReferenceEntityAttributeOption.self))
    .adding(attributes: try items("asset_family_attributes", as: AssetFamilyAttribute.self))
    .adding(options: try items("asset_family_attribute_options", as: AssetFamilyAttributeOption.self))
  }

  static func product(_ identifier: String) throws -> Product {
    try #require(try items("products", as: Product.self).first { $0.identifier == identifier })
  }

  @Test("B4: all values of the sample catalog are typed but the one of a type that nobody knows")
  func sampleCatalogIsTyped() throws {
    let schema = try Self.schema()
    var all = try Self.items("products", as: Product.self).map { schema.typed($0) }
    all += try Self.items("product_models", as: ProductModel.self).map { schema.typed($0) }
    all += try Self.items("reference_entity_records", as: ReferenceEntityRecord.self).map { schema.typed($0) }
    all += try Self.items("assets", as: Asset.self).map { schema.typed($0) }
    let diagnostics = all.flatMap(\.diagnostics)
    #expect(diagnostics.map(\.kind) == [.unknownType], "\(diagnostics)")
    #expect(diagnostics.first?.attribute == "color_wheel")
    #expect(diagnostics.first?.found.contains("acme_color_wheel") == true)
    #expect(all.map(\.diagnosticCount).reduce(0, +) == 1)
    #expect(all.flatMap { $0.filter { $0.data.raw != nil } }.count == 1)
  }

  @Test("the tent has each kind of value, with labels, symbols, cells and links")
  func sampleTent() throws {
    let schema = try Self.schema()
    let typed = schema.typed(try Self.product("WH-TNT-LARCH2"))
    #expect(schema.name(of: typed, in: "tents") == "Larchlight 2")
    #expect(typed["weight"]?.data.metric?.description == "1290.0000 g")
    #expect(typed["lift_index"]?.data.amount == Amount("-0.35"))
    #expect(
      typed["selling_points", locale: "en_US", channel: "webshop"]?.data.options?.map {
        $0.label(in: schema.labelLocales)
      }
        == ["Leicht", "Reparierbar"])
    #expect(typed["launch_date", channel: "webshop"]?.data.date?.description == "2025-04-01")
    let components = try #require(typed["components"]?.data.table)
    #expect(components.rows.count == 4)
    #expect(components.rows[0]["part"]?.options?.first?.label(in: schema.labelLocales) == "Außenzelt")
    #expect(components.rows[1]["mass"]?.metric?.symbol == "kg")
    #expect(components.rows[3]["sold_as"]?.productLink == .productModel("PM_BROOK"))
    let references = typed.references
    #expect(references.records(of: "material") == ["larkweave_70", "tin_7", "felted_hemp"])
    #expect(references.assets(of: "packshots") == ["larchlight_hero", "camp_dusk"])
    #expect(references.productModels.contains("PM_BROOK"))
    #expect(references.media(of: .product).count == 5)
  }

  @Test("G4: records and assets name further records, assets and media")
  func sampleClosure() throws {
    let schema = try Self.schema()
    var references = References()
    for record in try Self.items("reference_entity_records", as: ReferenceEntityRecord.self) {
      references.formUnion(schema.typed(record))
    }
    for asset in try Self.items("assets", as: Asset.self) { references.formUnion(schema.typed(asset)) }
    #expect(references.recordEntities == ["designer", "brand", "material"])
    #expect(references.records(of: "brand").contains("nordpfad"))
    #expect(references.assets(of: "guides") == ["larkweave_sheet"])
    #expect(references.assets(of: "packshots").contains("traverse_moss_front"))
    #expect(references.media(of: .referenceEntity).count == 3)
    #expect(references.media(of: .asset).count >= 8)
    #expect(references.optionAttributes.isEmpty)
  }

  @Test("N15, N16: the sample's variants have their levels, axes and parents in any case")
  func sampleVariants() throws {
    let schema = try Self.schema()
    let models: [ProductModel] = try Self.items("product_models")
    let mesh = schema.effectiveValues(of: try Self.product("WH-DRF-MESH"), parents: models)
    #expect(mesh.axes.map(\.attribute) == ["fabric"])
    #expect(mesh.owner(of: "weight") == .productModel("PM_DRIFT"))
    let pack = schema.effectiveValues(of: try Self.product("WH-TRV-MOSS-S"), parents: models)
    #expect(pack.lineage.count == 3)
    #expect(pack.axes.map(\.attribute) == ["color", "torso_size"])
    #expect(pack.owner(of: "gallery") == .productModel("PM_TRAVERSE_MOSS"))
    #expect(pack.flattened.axes.map { $0.value?.data.options?.first?.label(in: ["de_DE"]) } == ["Moosgrün", "S"])
    let bag = schema.effectiveValues(of: try Self.product("WH-NMB+05L"), parents: models)
    #expect(bag.axes.map(\.attribute) == ["comfort_temperature", "left_zip"])
    #expect(
      bag.axes.map { $0.value?.data } == [
        .metric(Metric(amount: 5, unit: "CELSIUS", symbol: "°C")), .boolean(true),
      ])
  }

  @Test("G6, N10: the web shop converts weights by family, and shipping weights by attribute and locale")
  func sampleConversions() throws {
    let schema = try Self.schema()
    let weight = try #require(schema.typed(try Self.product("WH-TRV-MOSS-S"))["weight"]?.data.metric)
    let pounds = try schema.convert(weight, of: "weight", for: "webshop", locale: "en_US")
    #expect(pounds.description == "3.26 lb")
    #expect(try schema.convert(weight, of: "weight", for: "print_catalog", locale: "de_DE") == weight)
    #expect(try schema.convert(weight, of: "shipping_weight", for: "webshop", locale: "en_US").description == "52.2 oz")
  }
}
