/// The sample catalog of the invented outfitter Wildholm: small, with a case of everything that a client has to read.
///
/// Each file holds one JSON object a line, joined by `\n` with none after the last: an item of the REST API's
/// `_embedded.items` without `_links` and `linked_data`. What the API has in a path is a further key: `family` in
/// `family_variants`, `attribute` in options, `reference_entity` and `asset_family` in the files named after them.
/// Values carry neither `attribute_type` nor `symbol`. What a server sends only when asked is there, for a sandbox to
/// leave out: `completenesses`, `quality_scores`, `options` of table columns, `position` and `values` of categories.
///
/// All codes named anywhere exist, compared without regard to case; each value fits its attribute. Special cases:
///
/// Product structure
/// - Two levels: `PM_TRAVERSE` → `PM_TRAVERSE_MOSS` → `WH-TRV-MOSS-S`, `-M`; `PM_TRAVERSE_EMBER` → `WH-TRV-EMBER-S`,
///   `-M`.
/// - One level, same family: `PM_BROOK` → `WH-BRK-SLATE`, `WH-BRK-SAND` (which adds a category of its own).
/// - One level, two axes, a measurement and a boolean: `PM_NIMBUS` → `WH-NMB-05L`, `WH-NMB-05R`, `WH-NMB+05L`.
/// - Axis of reference data: `PM_DRIFT` → `WH-DRF-CANVAS`, `WH-DRF-MESH` (N15: writes its parent as `pm_drift`).
/// - No variants: `ridge 40+10 #trek` → `ridge 40+10 #trek/slate`. These codes and the SKU `WH KTL/0.9 #blue` need
///   percent-encoding (N32).
/// - N16: variants and sub-models repeat inherited values, categories and associations. N14: `WH-TRV-*` are older than
///   their root.
///
/// Single products
/// - `WH-TNT-LARCH2`: nearly every type of value, all nine types of table column, HTML, CR LF, quotes, complete on all
///   channels, in both trees. Completenesses also on `WH-TRV-MOSS-S`, scores on both and on `PM_TRAVERSE`.
/// - No identifier: a product of `hidden_gems`, whose maps are `[]` and scores `{}` (N1). No family: that one and
///   `WH-FIX-KIT`. No category: `WH-LID-SPARE`. Only in the trade portal's tree (N12): `WH-DISPLAY-01`. Disabled:
///   `WH-TRV-EMBER-M`, `WH KTL/0.9 #blue`. A value outside its family: `WH-TNT-LARCH3` (`buyer_memo`).
/// - Numbers (N5): `lift_index` is `"-0.35"` on `WH-TNT-LARCH2`, `3` on `WH-TNT-LARCH3`; `rating` is `"4.25"` on
///   `WH-MUG-HEARTH`, `4` on `WH-POT-HEARTH`; the mug's `weight` is an integer; an amount of `WH-NMB-05R` is null.
/// - Unknown type `acme_color_wheel`, with numbers that a `Double` would change: `WH-POT-HEARTH`.
/// - Escapes `\/` and `\uXXXX` (N9): `WH-LMP-EMBER`, `PM_NIMBUS`. A raw character of four bytes: `WH-MUG-HEARTH`.
/// - Product links by uuid: `WH-TNT-LARCH2`; by identifier: `WH-MUG-HEARTH`; to a model: `WH KTL/0.9 #blue`.
/// - `workflow_status`: `WH-TRP-HEM` is `read_only`, `WH-PEG-12` `draft_in_progress`.
/// - Updated in the same second: `WH-MUG-HEARTH`, `WH KTL/0.9 #blue`; one second before: `WH-POT-HEARTH`. At the same
///   instant in two offsets: `WH-TNT-LARCH2`, `WH-TNT-LARCH3`.
///
/// Associations
/// - Two-way `PAIRS_WITH` (G8): `WH-TNT-LARCH2` ↔ `WH-LMP-EMBER` ↔ `PM_DRIFT`. Empty lists: `WH-TNT-LARCH3`. To
///   products, models and groups: `WH-TNT-LARCH2`, `PM_TRAVERSE`. Models name products by identifier (N8), variants by
///   uuid.
/// - Quantified `BUNDLE`: `WH-SET-WEEKEND` (models under `identifier`; names the product without identifier),
///   `PM_NIMBUS` (models under `code`), `WH-POT-HEARTH`.
///
/// Around the products
/// - Channels: `webshop` (all levels of `conversion_units`), `print_catalog` (`{}`), `trade_portal` (`[]`, tree
///   `trade`, no `fr_FR`). `legal_notice` is for `de_DE` only, `eco_contribution` for `fr_FR` only.
/// - `packs` has enriched values (N3), one by locale alone, one by neither axis; `hidden_gems` has no label.
/// - `activities`: option `10` looks like a number (N4), `garden` has `[]` for labels (N1). `web_slug`, `launch_date`,
///   `manual` and `lift_index` have every validation of their types.
/// - Records (G4): `nordpfad` → `ilka_sond` → `nordpfad`; `brume_atelier` and `june_ashgrove` name themselves;
///   `larkweave_70` → asset `larkweave_sheet`; asset `traverse_moss_front` → `nordpfad` → that asset. None names
///   `ash_wood`.
/// - Assets: `care_guide` has a file for each locale, `traverse_moss_front` values by channel and by channel and
///   locale, `camp_dusk` a link that needs encoding, `link_only` no file, `pitching_film` a link without prefix.
/// - `media_contents` has the bytes of `media_files` and of the kinds `reference_entity`, `asset` and `category`.
package enum SampleCatalogFiles {
  /// Every file: its name, without extension, and its lines, in the order in which a sync reads them.
  package static let all: [(name: String, lines: String)] = [
    ("locales", locales),
    ("currencies", currencies),
    ("categories", categories),
    ("channels", channels),
    ("measurement_families", measurementFamilies),
    ("attribute_groups", attributeGroups),
    ("attributes", attributes),
    ("attribute_options", attributeOptions),
    ("association_types", associationTypes),
    ("families", families),
    ("family_variants", familyVariants),
    ("reference_entities", referenceEntities),
    ("reference_entity_attributes", referenceEntityAttributes),
    ("reference_entity_attribute_options", referenceEntityAttributeOptions),
    ("reference_entity_records", referenceEntityRecords),
    ("asset_families", assetFamilies),
    ("asset_family_attributes", assetFamilyAttributes),
    ("asset_family_attribute_options", assetFamilyAttributeOptions),
    ("assets", assets),
    ("media_files", mediaFiles),
    ("media_contents", mediaContents),
    ("product_models", productModels),
    ("products", products),
  ]
}
