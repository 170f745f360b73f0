// swift-format-ignore-file

extension SampleCatalogFiles {
  static let categories = ###"""
    {"code":"shop","parent":null,"updated":"2025-01-06T08:00:00+00:00","position":1,"labels":{"en_US":"Wildholm shop","de_DE":"Wildholm-Sortiment","fr_FR":"Boutique Wildholm"},"channel_requirements":["webshop"]}
    {"code":"trade","parent":null,"updated":"2025-01-06T08:05:00+00:00","position":2,"labels":{"en_US":"Trade programme","de_DE":"Händlerprogramm"},"channel_requirements":[]}
    {"code":"packs","parent":"shop","updated":"2025-03-11T14:20:31+00:00","position":1,"labels":{"en_US":"Packs","de_DE":"Rucksäcke","fr_FR":"Sacs à dos"},"values":{"intro|a505dac4-dfd3-465c-898e-6a0c57cfda87|webshop|en_US":{"data":"<p>Packs that sit close &amp; stay quiet.</p>\n","type":"richtext","channel":"webshop","locale":"en_US","attribute_code":"intro|a505dac4-dfd3-465c-898e-6a0c57cfda87"},"intro|a505dac4-dfd3-465c-898e-6a0c57cfda87|webshop|de_DE":{"data":"<p>Rucksäcke, die eng anliegen und <em>leise</em> bleiben.</p>\n","type":"richtext","channel":"webshop","locale":"de_DE","attribute_code":"intro|a505dac4-dfd3-465c-898e-6a0c57cfda87"},"intro|a505dac4-dfd3-465c-898e-6a0c57cfda87|print_catalog|de_DE":{"data":"<p>Rucksäcke ab Seite 12</p>\n","type":"richtext","channel":"print_catalog","locale":"de_DE","attribute_code":"intro|a505dac4-dfd3-465c-898e-6a0c57cfda87"},"seo_title|896e6552-bf49-4d34-b848-250340a0addd|fr_FR":{"data":"Sacs de randonnée | Wildholm","type":"text","channel":null,"locale":"fr_FR","attribute_code":"seo_title|896e6552-bf49-4d34-b848-250340a0addd"},"buyer_note|98da9cc0-ce52-474a-9568-4f0fc15ff904":{"data":"First row on the landing page.\nSecond row from May on.","type":"textarea","channel":null,"locale":null,"attribute_code":"buyer_note|98da9cc0-ce52-474a-9568-4f0fc15ff904"},"banner|4b2472e8-bebb-433e-9882-eb3f2be7bcaf|webshop|en_US":{"data":{"size":69,"extension":"png","file_path":"0/f/0/b/0f0b17728e76cd287504a9d36025829e69c3a78c_packs_banner.png","mime_type":"image/png","original_filename":"packs-banner.png"},"type":"image","channel":"webshop","locale":"en_US","attribute_code":"banner|4b2472e8-bebb-433e-9882-eb3f2be7bcaf"}}}
    {"code":"sleep","parent":"shop","updated":"2025-01-06T08:10:00+00:00","position":2,"labels":{"en_US":"Sleep","de_DE":"Schlafen","fr_FR":"Couchage"}}
    {"code":"shelter","parent":"shop","updated":"2025-01-06T08:11:00+00:00","position":3,"labels":{"en_US":"Shelter","de_DE":"Zelte & Tarps","fr_FR":"Abris"}}
    {"code":"camp","parent":"shop","updated":"2025-01-06T08:12:00+00:00","position":4,"labels":{"en_US":"Camp life","de_DE":"Lagerleben","fr_FR":"Vie au camp"}}
    {"code":"trekking_packs","parent":"packs","updated":"2025-02-03T10:00:00+00:00","position":1,"labels":{"en_US":"Trekking packs","de_DE":"Trekkingrucksäcke","fr_FR":"Sacs de trek"}}
    {"code":"day_packs","parent":"packs","updated":"2025-02-03T10:00:00+00:00","position":2,"labels":{"en_US":"Day packs","de_DE":"Tagesrucksäcke","fr_FR":"Sacs à la journée"}}
    {"code":"sleeping_bags","parent":"sleep","updated":"2025-02-03T10:01:00+00:00","position":1,"labels":{"en_US":"Sleeping bags","de_DE":"Schlafsäcke","fr_FR":"Sacs de couchage"}}
    {"code":"tents","parent":"shelter","updated":"2025-02-03T10:02:00+00:00","position":1,"labels":{"en_US":"Tents","de_DE":"Zelte","fr_FR":"Tentes"}}
    {"code":"tarps","parent":"shelter","updated":"2025-02-03T10:02:30+00:00","position":2,"labels":{"en_US":"Tarps"}}
    {"code":"camp_kitchen","parent":"camp","updated":"2025-02-03T10:03:00+00:00","position":1,"labels":{"en_US":"Camp kitchen","de_DE":"Lagerküche","fr_FR":"Cuisine de camp"}}
    {"code":"camp_seating","parent":"camp","updated":"2025-02-03T10:03:10+00:00","position":2,"labels":{"en_US":"Seating","de_DE":"Sitzen","fr_FR":"Sièges"}}
    {"code":"hidden_gems","parent":"camp","updated":"2025-02-03T10:04:00+00:00","position":3,"labels":{}}
    {"code":"trade_2025","parent":"trade","updated":"2025-01-06T08:30:00+00:00","position":1,"labels":{"en_US":"Season 2025","de_DE":"Saison 2025"}}
    {"code":"trade_2025_spring","parent":"trade_2025","updated":"2025-01-06T08:31:00+00:00","position":1,"labels":{"en_US":"Spring order book","de_DE":"Vororder Frühjahr"}}
    {"code":"trade_2025_outlet","parent":"trade_2025","updated":"2025-05-30T16:45:00+00:00","position":2,"labels":{"en_US":"Outlet","de_DE":"Restposten"}}
    """###
}
