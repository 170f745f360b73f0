import PIMTesting

/// A catalog made for questions: few products, each with a reason to be found or not.
enum FilterCatalog {
  static func uuid(_ number: Int) -> String { "00000000-0000-4000-8000-00000000000\(number)" }

  static func folder() throws -> CatalogFolder {
    try CatalogFolder(files: [
      (
        name: "locales",
        lines: """
        {"code":"en_US","enabled":true}
        {"code":"fr_FR","enabled":true}
        {"code":"is_IS","enabled":false}
        """
      ),
      (
        name: "channels",
        lines: """
        {"code":"web","locales":["en_US","fr_FR"],"currencies":["EUR"],"category_tree":"master"}
        {"code":"print","locales":["en_US"],"currencies":["EUR"],"category_tree":"paper"}
        """
      ),
      (
        name: "categories",
        lines: """
        {"code":"master","parent":null,"updated":"2026-01-01T00:00:00+00:00","position":1}
        {"code":"shoes","parent":"master","updated":"2026-01-05T00:00:00+00:00","position":2}
        {"code":"boots","parent":"shoes","updated":"2026-01-05T00:00:00+00:00","position":1}
        {"code":"hats","parent":"master","updated":"2026-01-01T00:00:00+00:00","position":1}
        {"code":"paper","parent":null,"updated":"2026-01-01T00:00:00+00:00","position":2}
        """
      ),
      (
        name: "families",
        lines: """
        {"code":"footwear","attributes":["sku","name","size"],"attribute_requirements":{"web":["sku","name"]},"parent":null}
        {"code":"winter","attributes":["sku"],"attribute_requirements":{},"parent":"footwear"}
        {"code":"empty","attributes":["sku"],"attribute_requirements":{}}
        """
      ),
      (name: "attributes", lines: attributes),
      (
        name: "attribute_options",
        lines: """
        {"code":"red","attribute":"colour","labels":{"en_US":"Red"}}
        {"code":"10","attribute":"colour","labels":{}}
        {"code":"0","attribute":"uses","labels":{"en_US":"Nought"}}
        {"code":"1","attribute":"uses","labels":{"en_US":"One"}}
        """
      ),
      (
        name: "measurement_families",
        lines:
          #"{"code":"Weight","standard_unit_code":"KILOGRAM","units":{"KILOGRAM":{"code":"KILOGRAM","symbol":"kg","convert_from_standard":[{"operator":"mul","value":"1"}]},"GRAM":{"code":"GRAM","symbol":"g","convert_from_standard":[{"operator":"mul","value":"0.001"}]}}}"#
      ),
      (name: "product_models", lines: models),
      (name: "products", lines: products),
      (name: "reference_entities", lines: #"{"code":"brand","labels":{},"image":"b/r/brand.png"}"#),
      (
        name: "reference_entity_attributes",
        lines: """
        {"code":"about","reference_entity":"brand","type":"text","value_per_locale":true,"value_per_channel":false,"is_required_for_completeness":true}
        {"code":"year","reference_entity":"brand","type":"number","value_per_locale":false,"value_per_channel":false}
        {"code":"logo","reference_entity":"brand","type":"image","value_per_locale":false,"value_per_channel":false}
        """
      ),
      (
        name: "reference_entity_records",
        lines: """
        {"code":"acme","reference_entity":"brand","values":{"about":[{"locale":"en_US","channel":null,"data":"Anvils"},{"locale":"fr_FR","channel":null,"data":"Enclumes"}],"year":[{"locale":null,"channel":null,"data":"1949"}]},"updated":"2026-01-20T00:00:00+00:00"}
        {"code":"umbrella","reference_entity":"brand","values":{"about":[{"locale":"en_US","channel":null,"data":"Rain"}]},"updated":"2026-01-01T00:00:00+00:00"}
        """
      ),
      (name: "asset_families", lines: #"{"code":"shots","labels":{}}"#),
      (
        name: "asset_family_attributes",
        lines: """
        {"code":"media","asset_family":"shots","type":"media_file","value_per_locale":false,"value_per_channel":false}
        {"code":"link","asset_family":"shots","type":"media_link","value_per_locale":false,"value_per_channel":false,"prefix":"https://cdn.example/","suffix":".jpg"}
        {"code":"label","asset_family":"shots","type":"text","value_per_locale":true,"value_per_channel":false}
        {"code":"usage","asset_family":"shots","type":"multiple_options","value_per_locale":false,"value_per_channel":false}
        """
      ),
      (
        name: "assets",
        lines: """
        {"code":"front","asset_family":"shots","values":{"media":[{"locale":null,"channel":null,"data":"f/r/abc_front.png"}],"link":[{"locale":null,"channel":null,"data":"front"}],"label":[{"locale":"en_US","channel":null,"data":"Front"}],"usage":[{"locale":null,"channel":null,"data":["web","print"]}]},"updated":"2026-01-25T00:00:00+00:00"}
        {"code":"back","asset_family":"shots","values":{},"updated":"2026-01-01T00:00:00+00:00"}
        """
      ),
      (
        name: "media_contents",
        lines: #"{"code":"f/r/abc_front.png","kind":"asset","mime_type":"image/png","base64":"AAECAwQFBgcICQ=="}"#
      ),
    ])
  }

  private static let attributes = """
    {"code":"sku","type":"pim_catalog_identifier","localizable":false,"scopable":false,"unique":true}
    {"code":"name","type":"pim_catalog_text","localizable":true,"scopable":false}
    {"code":"note","type":"pim_catalog_textarea","localizable":true,"scopable":true}
    {"code":"size","type":"pim_catalog_number","localizable":false,"scopable":false}
    {"code":"weight","type":"pim_catalog_metric","metric_family":"Weight","localizable":false,"scopable":false}
    {"code":"price","type":"pim_catalog_price_collection","localizable":false,"scopable":false}
    {"code":"colour","type":"pim_catalog_simpleselect","localizable":false,"scopable":false}
    {"code":"uses","type":"pim_catalog_multiselect","localizable":false,"scopable":false}
    {"code":"vegan","type":"pim_catalog_boolean","localizable":false,"scopable":false}
    {"code":"launch","type":"pim_catalog_date","localizable":false,"scopable":false}
    {"code":"manual","type":"pim_catalog_file","localizable":false,"scopable":false}
    {"code":"brand","type":"akeneo_reference_entity","reference_data_name":"brand","localizable":false,"scopable":false}
    {"code":"shots","type":"pim_catalog_asset_collection","reference_data_name":"shots","localizable":false,"scopable":false}
    {"code":"spec","type":"pim_catalog_table","localizable":false,"scopable":false,"table_configuration":[{"code":"part","data_type":"select","options":[{"code":"sole","labels":{"en_US":"Sole"}}]},{"code":"share","data_type":"number"}]}
    """

  private static let models = """
    {"code":"ROOT","family":"footwear","family_variant":"v","parent":null,"categories":["shoes"],"values":{"colour":[{"locale":null,"scope":null,"data":"red"}]},"created":"2026-01-01T00:00:00+00:00","updated":"2026-01-30T12:00:00+00:00","associations":{"UP":{"products":["B-2","00000000-0000-4000-8000-000000000003"],"product_models":[],"groups":[]}}}
    {"code":"SUB","family":"footwear","family_variant":"v","parent":"root","categories":["shoes"],"values":{},"created":"2026-01-01T00:00:00+00:00","updated":"2026-01-02T00:00:00+00:00"}
    """

  /// 1: full, enabled. 2: disabled, sparse. 3: no identifier, no family, uncategorised. 4: variant of SUB.
  private static let products = """
    {"uuid":"\(uuid(1))","identifier":"A-1","enabled":true,"family":"footwear","categories":["boots"],"groups":["sale"],"parent":null,"values":{"sku":[{"locale":null,"scope":null,"data":"A-1"}],"name":[{"locale":"en_US","scope":null,"data":"Amazing Boot"},{"locale":"fr_FR","scope":null,"data":"Botte"}],"note":[{"locale":"en_US","scope":"web","data":"web note"},{"locale":"en_US","scope":"print","data":"print note"},{"locale":"fr_FR","scope":"web","data":"note web"}],"size":[{"locale":null,"scope":null,"data":"42.50"}],"weight":[{"locale":null,"scope":null,"data":{"amount":"1200","unit":"GRAM"}}],"price":[{"locale":null,"scope":null,"data":[{"amount":"99.90","currency":"EUR"},{"amount":null,"currency":"USD"}]}],"colour":[{"locale":null,"scope":null,"data":"10"}],"uses":[{"locale":null,"scope":null,"data":["0","1"]}],"vegan":[{"locale":null,"scope":null,"data":true}],"launch":[{"locale":null,"scope":null,"data":"2026-01-10T00:00:00+00:00"}],"manual":[{"locale":null,"scope":null,"data":"a/b/c/0123_manual.pdf"}],"brand":[{"locale":null,"scope":null,"data":"acme"}],"shots":[{"locale":null,"scope":null,"data":["front"]}],"spec":[{"locale":null,"scope":null,"data":[{"part":"sole","share":"60"}]}]},"created":"2026-01-01T08:00:00+00:00","updated":"2026-01-10T10:00:00+00:00","associations":{"UP":{"products":["B-2","\(uuid(3))"],"product_models":["ROOT"],"groups":[]}},"quantified_associations":{},"quality_scores":[{"scope":"web","locale":"en_US","data":"A"}]}
    {"uuid":"\(uuid(2))","identifier":"B-2","enabled":false,"family":"winter","categories":["hats","paper"],"groups":[],"parent":null,"values":{"sku":[{"locale":null,"scope":null,"data":"B-2"}],"size":[{"locale":null,"scope":null,"data":38}],"vegan":[{"locale":null,"scope":null,"data":false}],"colour":[{"locale":null,"scope":null,"data":"red"}]},"created":"2026-01-02T08:00:00+00:00","updated":"2026-01-10T10:00:01+00:00","associations":{},"quantified_associations":{}}
    {"uuid":"\(uuid(3))","identifier":null,"enabled":true,"family":null,"categories":[],"groups":[],"parent":null,"values":{},"created":"2026-01-03T08:00:00+00:00","updated":"2026-02-01T09:00:00+00:00","associations":{},"quantified_associations":{}}
    {"uuid":"\(uuid(4))","identifier":"V-4","enabled":true,"family":"footwear","categories":["shoes"],"groups":[],"parent":"sub","values":{"sku":[{"locale":null,"scope":null,"data":"V-4"}],"name":[{"locale":"en_US","scope":null,"data":"Variant"}]},"created":"2026-01-04T08:00:00+00:00","updated":"2026-01-05T00:00:00+00:00","associations":{},"quantified_associations":{}}
    """
}
