import CatalogModels
import Testing

/// One object of a resource, written for this project, with every field that the model knows.
struct ResourceSample: Sendable, CustomTestStringConvertible {
  let name: String
  let json: String
  /// What is checked for every resource alike, with the model's type filled in.
  let rules: any ResourceRules.Type

  init<Item: CatalogEntity>(_: Item.Type, _ json: String) {
    name = Item.entityName
    self.json = json
    rules = RulesOf<Item>.self
  }

  var testDescription: String { name }
}

extension ResourceSample {
  static let all: [ResourceSample] = [
    ResourceSample(
      Product.self,
      #"""
      {"_links":{"self":{"href":"https:\/\/pim.test\/api\/rest\/v1\/products-uuid\/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"}},
      "uuid":"1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed","identifier":"LANTERN-7","enabled":true,"family":"lanterns",
      "categories":["camp","light"],"groups":["starter_set"],"parent":"lantern_model","root_parent":"lantern_root",
      "values":{"sku":[{"locale":null,"scope":null,"data":"LANTERN-7","attribute_type":"pim_catalog_identifier"}],
      "name":[{"locale":"en_US","scope":null,"data":"Lantern \u201cSeven\u201d"},
      {"locale":"de_DE","scope":null,"data":"Laterne"}],
      "weight":[{"locale":null,"scope":null,"data":{"amount":"412.5000","unit":"GRAM","symbol":"g"}}]},
      "created":"2024-03-01T08:15:00+01:00","updated":"2025-07-09T21:40:59+02:00",
      "associations":{"SPARE":{"products":["6f9619ff-8b86-4011-b42d-00cf4fc964ff"],"product_models":["glass"],
      "groups":["spares"]}},
      "quantified_associations":{"SET":{"products":[{"uuid":"6f9619ff-8b86-4011-b42d-00cf4fc964ff","quantity":2}],
      "product_models":[{"identifier":"glass","quantity":1}]}},
      "metadata":{"workflow_status":"working_copy"},
      "quality_scores":[{"scope":"shop","locale":"en_US","data":"B"}],
      "completenesses":[{"scope":"shop","locale":"en_US","data":80}],
      "workflow_execution_statuses":[{"uuid":"16fd2706-8baf-433b-82eb-8c7fada847da","status":"in_progress",
      "started_at":"2025-01-05T10:00:00Z","completed_at":null,
      "workflow":{"uuid":"886313e1-3b8a-4372-9b90-0c9aee199e5d","code":"launch","labels":{"en_US":"Launch"}},
      "tasks":[{"uuid":"3f333df6-90a4-4fda-8dd3-9485d27cee36","status":"in_progress","created_at":"2025-01-05T10:00:01Z",
      "step":{"uuid":"6ecd8c99-4036-403d-bf84-cf8400f67836","code":"photo","labels":{"en_US":"Photo"}}}]}]}
      """#),
    ResourceSample(
      ProductModel.self,
      #"""
      {"code":"lantern_model","family":"lanterns","family_variant":"by_colour","parent":"lantern_root",
      "categories":["camp"],"values":{"colour":[{"locale":null,"scope":null,"data":"moss"}]},
      "created":"2024-03-01T08:15:00+01:00","updated":"2025-07-09T21:40:59+02:00",
      "associations":{"SPARE":{"products":["GLASS-1",null],"product_models":[],"groups":[]}},
      "quantified_associations":{"SET":{"products":[{"identifier":"GLASS-1","quantity":2}],
      "product_models":[{"code":"wick","quantity":3}]}},
      "metadata":{"workflow_status":"read_only"},"quality_scores":[{"scope":"shop","locale":"de_DE","data":"C"}],
      "workflow_execution_statuses":[]}
      """#),
    ResourceSample(
      Attribute.self,
      #"""
      {"code":"burn_time","type":"pim_catalog_number","group":"technical","group_labels":{"en_US":"Technical"},
      "sort_order":4,"labels":{"en_US":"Burn time","de_DE":"Brenndauer"},"guidelines":{"en_US":"In <b>hours</b>"},
      "localizable":false,"scopable":true,"available_locales":["en_US"],"unique":false,"is_main_identifier":false,
      "is_mandatory":true,"is_read_only":true,"useable_as_grid_filter":true,"reference_data_name":"designers",
      "max_characters":12,"validation_rule":"regexp","validation_regexp":"/^[0-9]+$/","wysiwyg_enabled":false,
      "number_min":"-0.5000","number_max":9007199254740993,"decimals_allowed":true,"decimal_places_strategy":"round",
      "decimal_places":3,"negative_allowed":false,"metric_family":"Duration","default_metric_unit":"HOUR",
      "date_min":"2017-06-28T08:00:00","date_max":"2017-08-08","allowed_extensions":["jpg","png"],
      "max_file_size":"2.50","minimum_input_length":3,"auto_option_sorting":true,"default_value":true,
      "table_configuration":[{"code":"part","data_type":"select","labels":{"en_US":"Part"},"validations":{},
      "options":[{"code":"glass","labels":{"en_US":"Glass"}}]}]}
      """#),
    ResourceSample(
      AttributeOption.self,
      #"{"code":"moss","attribute":"colour","sort_order":2,"labels":{"en_US":"Moss","fr_FR":"Mousse"}}"#),
    ResourceSample(
      AttributeGroup.self,
      #"{"code":"technical","sort_order":7,"attributes":["burn_time","weight"],"labels":{"en_US":"Technical"}}"#),
    ResourceSample(
      Family.self,
      #"""
      {"code":"lanterns","attributes":["sku","name","burn_time"],"attribute_as_label":"name",
      "attribute_as_image":"photo","attribute_requirements":{"shop":["sku","name"],"print":["sku"]},
      "parent":null,"labels":{"en_US":"Lanterns"}}
      """#),
    ResourceSample(
      FamilyVariant.self,
      #"""
      {"code":"by_colour","family":"lanterns","common_attributes":["name"],"variant_attribute_sets":[
      {"level":2,"axes":["size"],"attributes":["sku","size"]},{"level":1,"axes":["colour"],"attributes":["Colour","photo"]}],
      "labels":{"en_US":"By colour and size"}}
      """#),
    ResourceSample(
      CatalogCategory.self,
      #"""
      {"code":"camp","parent":"shop","updated":"2025-05-22T12:48:00+02:00","position":3,"labels":{"en_US":"Camp"},
      "channel_requirements":["shop","print"],"values":{
      "intro|96b88bf4-c2b7-4b64-a1f9-5d4876c02c26|shop|en_US":{"data":"<p>Out<\/p>","type":"textarea","channel":"shop",
      "locale":"en_US","attribute_code":"intro|96b88bf4-c2b7-4b64-a1f9-5d4876c02c26"},
      "banner|871b8686-79b5-415c-9c6f-a38f8732dfb7":{"data":{"size":1401359,"extension":"jpg","file_path":"2/d/b.jpg",
      "mime_type":"image/jpeg","original_filename":"b.jpg"},"type":"image","channel":null,"locale":null,
      "attribute_code":"banner|871b8686-79b5-415c-9c6f-a38f8732dfb7"}}}
      """#),
    ResourceSample(
      Channel.self,
      #"""
      {"code":"shop","locales":["en_US","de_DE"],"currencies":["EUR","USD"],"category_tree":"shop",
      "conversion_units":{"diagonal":"INCH"},"labels":{"en_US":"Shop"}}
      """#),
    ResourceSample(CatalogLocale.self, #"{"code":"en_US","enabled":true}"#),
    ResourceSample(Currency.self, #"{"code":"EUR","enabled":true,"label":"Euro"}"#),
    ResourceSample(
      AssociationType.self,
      #"{"code":"SPARE","labels":{"en_US":"Spare part"},"is_quantified":false,"is_two_way":true}"#),
    ResourceSample(
      MeasurementFamily.self,
      #"""
      {"code":"Temperature","standard_unit_code":"KELVIN","labels":{"en_US":"Temperature"},"units":{
      "KELVIN":{"code":"KELVIN","symbol":"K","labels":{"en_US":"Kelvin"},
      "convert_from_standard":[{"operator":"mul","value":"1"}]},
      "FAHRENHEIT":{"code":"FAHRENHEIT","symbol":"°F","labels":{},"convert_from_standard":[
      {"operator":"sub","value":"32"},{"operator":"div","value":"1.8"},{"operator":"add","value":"273.15"}]}}}
      """#),
    ResourceSample(
      ReferenceEntity.self,
      #"""
      {"_links":{"image_download":{"href":"https://pim.test/api/rest/v1/reference-entities-media-files/0/2/maker.png"}},
      "code":"maker","labels":{"en_US":"Maker"},"image":"0/2/maker.png"}
      """#),
    ResourceSample(
      ReferenceEntityAttribute.self,
      #"""
      {"code":"founded","reference_entity":"maker","type":"number","labels":{"en_US":"Founded"},
      "value_per_channel":true,"value_per_locale":false,"is_required_for_completeness":true,"is_read_only":true,
      "max_characters":40,"is_textarea":true,"is_rich_text_editor":true,"validation_rule":"regexp",
      "validation_regexp":"/x/","allowed_extensions":["png"],"max_file_size":"10","decimals_allowed":true,
      "min_value":"1800","max_value":2100,"reference_entity_code":"country","asset_family_identifier":"logos"}
      """#),
    ResourceSample(
      ReferenceEntityAttributeOption.self,
      #"{"code":"alps","reference_entity":"maker","attribute":"region","labels":{"en_US":"Alps"}}"#),
    ResourceSample(
      ReferenceEntityRecord.self,
      #"""
      {"code":"wildholm","reference_entity":"maker","labels":{"en_US":"Wildholm"},"values":{
      "label":[{"locale":"en_US","channel":null,"data":"Wildholm"}],
      "story":[{"locale":"en_US","channel":"shop","data":"Since 1911"}]},
      "created":"2021-01-01T01:23:34+00:00","updated":"2021-02-03T23:45:60+00:00"}
      """#),
    ResourceSample(
      AssetFamily.self,
      #"""
      {"code":"packshots","labels":{"en_US":"Packshots"},"attribute_as_main_media":"photo",
      "naming_convention":{"source":{"property":"photo","channel":null,"locale":"en_US"},
      "pattern":"/(?P<product_ref>.*)\\.jpg/","abort_asset_creation_on_error":true},
      "product_link_rules":[{"product_selections":[{"field":"sku","operator":"=","value":"{{product_ref}}",
      "locale":null,"channel":"shop"}],"assign_assets_to":[{"mode":"add","attribute":"pictures","locale":"{{locale}}",
      "channel":null}]}],
      "transformations":[{"label":"Thumbnail","filename_prefix":"t_","filename_suffix":null,
      "source":{"attribute":"photo","channel":null,"locale":null},
      "target":{"attribute":"thumbnail","channel":"shop","locale":null},
      "operations":[{"type":"resize","parameters":{"width":150,"height":150}},{"type":"colorspace",
      "parameters":{"colorspace":"grey"}}]}]}
      """#),
    ResourceSample(
      AssetFamilyAttribute.self,
      #"""
      {"code":"link","asset_family":"packshots","type":"media_link","labels":{"en_US":"Link"},
      "value_per_channel":false,"value_per_locale":true,"is_required_for_completeness":false,"is_read_only":false,
      "max_characters":null,"is_textarea":false,"is_rich_text_editor":null,"validation_rule":null,
      "validation_regexp":null,"allowed_extensions":[],"max_file_size":null,"decimals_allowed":null,"min_value":null,
      "max_value":null,"media_type":"image","prefix":"https://dam.test/","suffix":"?w=1","reference_entity":"maker",
      "reference_entity_code":null,"asset_family_identifier":null}
      """#),
    ResourceSample(
      AssetFamilyAttributeOption.self,
      #"{"code":"front","asset_family":"packshots","attribute":"view","labels":{"en_US":"Front"}}"#),
    ResourceSample(
      Asset.self,
      #"""
      {"code":"lantern_front","asset_family":"packshots","asset_family_code":"packshots",
      "labels":{"en_US":"Front view"},"values":{
      "photo":[{"locale":null,"channel":null,"data":"0/0/9/front.png","attribute_type":"media_file",
      "linked_data":{"size":41838,"mime_type":"image/png","updated_at":"2026-04-22T07:39:37+0000"}}]},
      "created":"2021-05-31T09:23:34+00:00","updated":"2021-05-31T09:23:35+00:00"}
      """#),
    ResourceSample(
      MediaFile.self,
      #"""
      {"_links":{"download":{"href":"https://pim.test/api/rest/v1/media-files/7/5/8/lamp.jpg/download"}},
      "code":"7/5/8/lamp.jpg","original_filename":"lamp.jpg","mime_type":"image/jpeg","size":16070,"extension":"jpg"}
      """#),
  ]

  /// The sample of a resource.
  static func of<Item: CatalogEntity>(_: Item.Type = Item.self) throws -> Item {
    guard let sample = all.first(where: { $0.name == Item.entityName }) else { throw MissingSample() }
    return try Item(parsing: sample.json.utf8)
  }
}

struct MissingSample: Error {}
