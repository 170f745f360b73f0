// swift-format-ignore-file

extension SampleCatalogFiles {
  static let channels = ###"""
    {"code":"webshop","currencies":["EUR","USD"],"locales":["de_DE","en_US","fr_FR"],"category_tree":"shop","conversion_units":{"comfort_temperature":"FAHRENHEIT","pole_diameter":"INCH","pim_config_family_rules":{"Weight":{"en_US":{"unit":"POUND","decimal_places_strategy":"round","decimal_places":2},"de_DE":"KILOGRAM","fr_FR":{"unit":"KILOGRAM","decimal_places_strategy":"trim"}}},"pim_config_attribute_locale_rules":{"shipping_weight":{"en_US":{"unit":"OUNCE","decimal_places_strategy":"round","decimal_places":1}}}},"labels":{"en_US":"Web shop","de_DE":"Webshop","fr_FR":"Boutique en ligne"}}
    {"code":"print_catalog","currencies":["EUR"],"locales":["de_DE","fr_FR"],"category_tree":"shop","conversion_units":{},"labels":{"en_US":"Printed catalog","de_DE":"Gedruckter Katalog","fr_FR":"Catalogue papier"}}
    {"code":"trade_portal","currencies":["EUR","GBP"],"locales":["de_DE","en_US"],"category_tree":"trade","conversion_units":[],"labels":{"en_US":"Trade portal","de_DE":"Händlerportal"}}
    """###

  static let locales = ###"""
    {"code":"de_DE","enabled":true}
    {"code":"en_GB","enabled":false}
    {"code":"en_US","enabled":true}
    {"code":"fr_FR","enabled":true}
    {"code":"it_IT","enabled":false}
    {"code":"ja_JP","enabled":false}
    {"code":"nl_NL","enabled":false}
    """###

  static let currencies = ###"""
    {"code":"CHF","enabled":false,"label":"CHF (Swiss Franc)"}
    {"code":"EUR","enabled":true,"label":"EUR (Euro)"}
    {"code":"GBP","enabled":true,"label":"GBP (British Pound)"}
    {"code":"JPY","enabled":false,"label":"JPY (Japanese Yen)"}
    {"code":"SEK","enabled":false,"label":"SEK (Swedish Krona)"}
    {"code":"USD","enabled":true,"label":"USD (US Dollar)"}
    """###

  static let measurementFamilies = ###"""
    {"code":"Weight","labels":{"en_US":"Weight","de_DE":"Gewicht","fr_FR":"Poids"},"standard_unit_code":"KILOGRAM","units":{"KILOGRAM":{"code":"KILOGRAM","labels":{"en_US":"Kilogram","de_DE":"Kilogramm","fr_FR":"Kilogramme"},"convert_from_standard":[{"operator":"mul","value":"1"}],"symbol":"kg"},"GRAM":{"code":"GRAM","labels":{"en_US":"Gram","de_DE":"Gramm","fr_FR":"Gramme"},"convert_from_standard":[{"operator":"mul","value":"0.001"}],"symbol":"g"},"POUND":{"code":"POUND","labels":{"en_US":"Pound","de_DE":"Pfund","fr_FR":"Livre"},"convert_from_standard":[{"operator":"mul","value":"0.45359237"}],"symbol":"lb"},"OUNCE":{"code":"OUNCE","labels":{"en_US":"Ounce","de_DE":"Unze","fr_FR":"Once"},"convert_from_standard":[{"operator":"div","value":"16"},{"operator":"mul","value":"0.45359237"}],"symbol":"oz"}}}
    {"code":"Length","labels":{"en_US":"Length","de_DE":"Länge","fr_FR":"Longueur"},"standard_unit_code":"METER","units":{"METER":{"code":"METER","labels":{"en_US":"Meter","de_DE":"Meter","fr_FR":"Mètre"},"convert_from_standard":[{"operator":"mul","value":"1"}],"symbol":"m"},"CENTIMETER":{"code":"CENTIMETER","labels":{"en_US":"Centimeter","de_DE":"Zentimeter","fr_FR":"Centimètre"},"convert_from_standard":[{"operator":"div","value":"100"}],"symbol":"cm"},"MILLIMETER":{"code":"MILLIMETER","labels":{"en_US":"Millimeter","de_DE":"Millimeter","fr_FR":"Millimètre"},"convert_from_standard":[{"operator":"div","value":"1000"}],"symbol":"mm"},"INCH":{"code":"INCH","labels":{"en_US":"Inch","de_DE":"Zoll","fr_FR":"Pouce"},"convert_from_standard":[{"operator":"mul","value":"0.0254"}],"symbol":"in"}}}
    {"code":"Temperature","labels":{"en_US":"Temperature","de_DE":"Temperatur","fr_FR":"Température"},"standard_unit_code":"KELVIN","units":{"KELVIN":{"code":"KELVIN","labels":{"en_US":"Kelvin","de_DE":"Kelvin","fr_FR":"Kelvin"},"convert_from_standard":[{"operator":"mul","value":"1"}],"symbol":"K"},"CELSIUS":{"code":"CELSIUS","labels":{"en_US":"Celsius","de_DE":"Celsius","fr_FR":"Celsius"},"convert_from_standard":[{"operator":"add","value":"273.15"}],"symbol":"°C"},"FAHRENHEIT":{"code":"FAHRENHEIT","labels":{"en_US":"Fahrenheit","de_DE":"Fahrenheit","fr_FR":"Fahrenheit"},"convert_from_standard":[{"operator":"sub","value":"32"},{"operator":"div","value":"1.8"},{"operator":"add","value":"273.15"}],"symbol":"°F"},"REAUMUR":{"code":"REAUMUR","labels":{},"convert_from_standard":[{"operator":"mul","value":"1.25"},{"operator":"add","value":"273.15"}],"symbol":"°Ré"}}}
    """###
}
