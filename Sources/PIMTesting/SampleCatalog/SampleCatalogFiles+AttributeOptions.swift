// swift-format-ignore-file

extension SampleCatalogFiles {
  static let attributeOptions = ###"""
    {"code":"moss","attribute":"color","sort_order":1,"labels":{"en_US":"Moss","de_DE":"Moosgrün","fr_FR":"Mousse"}}
    {"code":"ember","attribute":"color","sort_order":2,"labels":{"en_US":"Ember","de_DE":"Glutrot","fr_FR":"Braise"}}
    {"code":"slate","attribute":"color","sort_order":3,"labels":{"en_US":"Slate","de_DE":"Schiefer","fr_FR":"Ardoise"}}
    {"code":"sand","attribute":"color","sort_order":4,"labels":{"en_US":"Sand","de_DE":"Sand","fr_FR":"Sable"}}
    {"code":"undyed","attribute":"color","sort_order":5,"labels":{"en_US":"Undyed"}}
    {"code":"s","attribute":"torso_size","sort_order":1,"labels":{"en_US":"S","de_DE":"S","fr_FR":"S"}}
    {"code":"m","attribute":"torso_size","sort_order":2,"labels":{"en_US":"M","de_DE":"M","fr_FR":"M"}}
    {"code":"l","attribute":"torso_size","sort_order":3,"labels":{"en_US":"L","de_DE":"L","fr_FR":"L"}}
    {"code":"new_in","attribute":"marketing_badge","sort_order":1,"labels":{"en_US":"New in","de_DE":"Neu","fr_FR":"Nouveau"}}
    {"code":"last_chance","attribute":"marketing_badge","sort_order":2,"labels":{"en_US":"Last chance","de_DE":"Letzte Chance","fr_FR":"Dernière chance"}}
    {"code":"day_hike","attribute":"activities","sort_order":1,"labels":{"en_US":"Day hike","de_DE":"Tagestour","fr_FR":"Balade"}}
    {"code":"long_trail","attribute":"activities","sort_order":2,"labels":{"en_US":"Long trail","de_DE":"Fernwandern","fr_FR":"Grande randonnée"}}
    {"code":"canoe","attribute":"activities","sort_order":3,"labels":{"en_US":"Canoe","de_DE":"Kanu","fr_FR":"Canoë"}}
    {"code":"10","attribute":"activities","sort_order":4,"labels":{"en_US":"Bivouac x10"}}
    {"code":"garden","attribute":"activities","sort_order":5,"labels":[]}
    {"code":"repairable","attribute":"selling_points","sort_order":1,"labels":{"en_US":"Repairable","de_DE":"Reparierbar","fr_FR":"Réparable"}}
    {"code":"light","attribute":"selling_points","sort_order":2,"labels":{"en_US":"Light","de_DE":"Leicht","fr_FR":"Léger"}}
    {"code":"quiet","attribute":"selling_points","sort_order":3,"labels":{"en_US":"Quiet fabric","de_DE":"Leiser Stoff"}}
    {"code":"canvas","attribute":"fabric","sort_order":1,"labels":{"en_US":"Canvas","de_DE":"Segeltuch","fr_FR":"Toile"}}
    {"code":"mesh","attribute":"fabric","sort_order":2,"labels":{"en_US":"Mesh","de_DE":"Netzgewebe","fr_FR":"Filet"}}
    {"code":"brushed","attribute":"fabric","sort_order":3,"labels":{"en_US":"Brushed tricot","de_DE":"Aufgerauter Trikot"}}
    {"code":"pfas_free","attribute":"certifications","sort_order":1,"labels":{"en_US":"PFAS-free","de_DE":"PFAS-frei","fr_FR":"Sans PFAS"}}
    {"code":"fair_down","attribute":"certifications","sort_order":2,"labels":{"en_US":"Fair down","de_DE":"Faire Daune","fr_FR":"Duvet responsable"}}
    {"code":"fire_2","attribute":"certifications","sort_order":3,"labels":{"en_US":"Fire class 2"}}
    """###

  static let attributeGroups = ###"""
    {"code":"general","sort_order":1,"attributes":["sku","gtin","name","color"],"labels":{"en_US":"General","de_DE":"Allgemein","fr_FR":"Général"}}
    {"code":"marketing","sort_order":2,"attributes":["short_name","description","web_slug","marketing_badge","activities","selling_points","rating","fit_guide"],"labels":{"en_US":"Marketing","de_DE":"Marketing","fr_FR":"Marketing"}}
    {"code":"technical","sort_order":3,"attributes":["packaging_note","torso_size","waterproof","left_zip","capacity_litres","lift_index","weight","packed_length","comfort_temperature","pole_diameter","fabric","certifications","components"],"labels":{"en_US":"Technical","de_DE":"Technik"}}
    {"code":"commerce","sort_order":4,"attributes":["on_promotion","stock_forecast","shipping_weight","price","wholesale_price","launch_date","discontinued_on","legal_notice","eco_contribution"],"labels":{"en_US":"Commerce","de_DE":"Handel"}}
    {"code":"media","sort_order":5,"attributes":["manual","size_sheet","picture","packshot","gallery","documents"],"labels":{"en_US":"Media","de_DE":"Medien"}}
    {"code":"links","sort_order":6,"attributes":["brand","designers","materials","spare_part"],"labels":{"en_US":"Links","de_DE":"Verknüpfungen","fr_FR":"Liens"}}
    {"code":"other","sort_order":100,"attributes":["color_wheel","buyer_memo"],"labels":[]}
    """###
}
