import CatalogModels
import Foundation
import PIMClient

extension FilterTable {
  static let families: [FilterRow<Filter<Family>>] = [
    FilterRow("code", "IN", "family codes", "4.0 and later, SaaS") {
      .code(anyOf: ["shoes"])
    },
    FilterRow("updated", ">", "moment", "4.0 and later, SaaS") {
      .updated(after: then)
    },
    FilterRow("has_products", "=", "`true` or `false`", "7.0, SaaS") {
      .hasProducts(true)
    },
  ]

  static let attributes: [FilterRow<Filter<Attribute>>] = [
    FilterRow("code", "IN", "attribute codes", "4.0 and later, SaaS") {
      .code(anyOf: ["name"])
    },
    FilterRow("updated", ">", "moment", "4.0 and later, SaaS") {
      .updated(after: then)
    },
    FilterRow("type", "IN", "attribute types", "4.0 and later, SaaS") {
      .type(anyOf: [.simpleSelect])
    },
    FilterRow("is_main_identifier", "=", "`true` or `false`", "SaaS") {
      .isMainIdentifier(true)
    },
  ]

  static let attributeGroups: [FilterRow<Filter<AttributeGroup>>] = [
    FilterRow("code", "IN", "attribute group codes", "4.0 and later, SaaS") {
      .code(anyOf: ["marketing"])
    },
    FilterRow("updated", ">", "moment", "4.0 and later, SaaS") {
      .updated(after: then)
    },
  ]

  static let categories: [FilterRow<Filter<CatalogCategory>>] = [
    FilterRow("code", "IN", "category codes", "4.0 and later, SaaS") {
      .code(anyOf: ["winter"])
    },
    FilterRow("updated", ">", "moment", "6.0, 7.0, SaaS") {
      .updated(after: then)
    },
    FilterRow("is_root", "=", "`true` or `false`", "6.0, 7.0, SaaS") {
      .isRoot(true)
    },
    FilterRow("parent", "=", "category code", "4.0 and later, SaaS") {
      .parent("master")
    },
  ]

  static let locales: [FilterRow<Filter<CatalogLocale>>] = [
    FilterRow("enabled", "=", "`true` or `false`") {
      .enabled(true)
    }
  ]

  static let currencies: [FilterRow<Filter<Currency>>] = [
    FilterRow("enabled", "=", "`true` or `false`", "SaaS") {
      .enabled(true)
    }
  ]
}
