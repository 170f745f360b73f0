import CatalogModels
import Foundation
import PIMClient

/// Every filter that the documentation has, each in the spelling of this package.
enum FilterTable {
  static let id = UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
  static let then = Date(timeIntervalSince1970: 1_467_626_400)
  static let now = Date(timeIntervalSince1970: 1_467_630_000)

  /// Filters of products and product models alike.
  static func shared<Item: ProductEntity>(_: Item.Type = Item.self) -> [FilterRow<Filter<Item>>] {
    [
      FilterRow("categories", "IN", "category codes") {
        .categories(.any(["winter"]))
      },
      FilterRow("categories", "NOT IN", "category codes") {
        .categories(.none(["winter"]))
      },
      FilterRow("categories", "IN OR UNCLASSIFIED", "category codes") {
        .categories(.anyOrUnclassified(["winter"]))
      },
      FilterRow("categories", "IN CHILDREN", "category codes") {
        .categories(.within(["winter"]))
      },
      FilterRow("categories", "NOT IN CHILDREN", "category codes") {
        .categories(.notWithin(["winter"]))
      },
      FilterRow("categories", "UNCLASSIFIED", "nothing") {
        .categories(.unclassified)
      },
      FilterRow("created", ">", "moment") {
        .created(.after(then))
      },
      FilterRow("created", "<", "moment") {
        .created(.before(then))
      },
      FilterRow("created", "=", "moment: its day") {
        .created(.on(then))
      },
      FilterRow("created", "!=", "moment: its day") {
        .created(.notOn(then))
      },
      FilterRow("created", "BETWEEN", "two moments") {
        .created(.between(then, now))
      },
      FilterRow("created", "NOT BETWEEN", "two moments") {
        .created(.notBetween(then, now))
      },
      FilterRow("created", "SINCE LAST N DAYS", "number of days") {
        .created(.sinceLast(days: 4))
      },
      FilterRow("updated", ">", "moment") {
        .updated(.after(then))
      },
      FilterRow("updated", "<", "moment") {
        .updated(.before(then))
      },
      FilterRow("updated", "=", "moment: its day") {
        .updated(.on(then))
      },
      FilterRow("updated", "!=", "moment: its day") {
        .updated(.notOn(then))
      },
      FilterRow("updated", "BETWEEN", "two moments") {
        .updated(.between(then, now))
      },
      FilterRow("updated", "NOT BETWEEN", "two moments") {
        .updated(.notBetween(then, now))
      },
      FilterRow("updated", "SINCE LAST N DAYS", "number of days") {
        .updated(.sinceLast(days: 4))
      },
      FilterRow("updated_including_linked_entities", ">", "moment", "SaaS EE") {
        .updatedIncludingLinkedEntities(.after(then))
      },
      FilterRow("updated_including_linked_entities", "<", "moment", "SaaS EE") {
        .updatedIncludingLinkedEntities(.before(then))
      },
      FilterRow("updated_including_linked_entities", "=", "moment: its day", "SaaS EE") {
        .updatedIncludingLinkedEntities(.on(then))
      },
      FilterRow("updated_including_linked_entities", "!=", "moment: its day", "SaaS EE") {
        .updatedIncludingLinkedEntities(.notOn(then))
      },
      FilterRow("updated_including_linked_entities", "BETWEEN", "two moments", "SaaS EE") {
        .updatedIncludingLinkedEntities(.between(then, now))
      },
      FilterRow("updated_including_linked_entities", "NOT BETWEEN", "two moments", "SaaS EE") {
        .updatedIncludingLinkedEntities(.notBetween(then, now))
      },
      FilterRow("updated_including_linked_entities", "SINCE LAST N DAYS", "number of days", "SaaS EE") {
        .updatedIncludingLinkedEntities(.sinceLast(days: 4))
      },
      FilterRow("updated_including_linked_type", "IN", "kinds of linked items", "SaaS EE") {
        .updatedIncludingLinkedEntities(.after(then), of: [.asset])
      },
      FilterRow("readiness", "<", "percent", "SaaS EE") {
        .readiness("shoes", .less(than: 80), in: "web", locale: "en_US")
      },
      FilterRow("readiness", "<=", "percent", "SaaS EE") {
        .readiness("shoes", .atMost(80), in: "web", locale: "en_US")
      },
      FilterRow("readiness", "=", "percent", "SaaS EE") {
        .readiness("shoes", .equal(to: 100), in: "web", locale: "en_US")
      },
      FilterRow("readiness", "!=", "percent", "SaaS EE") {
        .readiness("shoes", .notEqual(to: 100), in: "web", locale: "en_US")
      },
      FilterRow("readiness", ">=", "percent", "SaaS EE") {
        .readiness("shoes", .atLeast(80), in: "web", locale: "en_US")
      },
      FilterRow("readiness", ">", "percent", "SaaS EE") {
        .readiness("shoes", .greater(than: 80), in: "web", locale: "en_US")
      },
      FilterRow("readiness", "BETWEEN", "two percents", "SaaS EE") {
        .readiness("shoes", .between(50, 80), in: "web", locale: "en_US")
      },
      FilterRow("readiness", "EMPTY", "nothing", "SaaS EE") {
        .readiness("shoes", .empty, in: "web", locale: "en_US")
      },
      FilterRow("readiness", "NOT EMPTY", "nothing", "SaaS EE") {
        .readiness("shoes", .notEmpty, in: "web", locale: "en_US")
      },
      FilterRow("readiness", "GREATER THAN ON ALL LOCALES", "percent", "SaaS EE") {
        .readiness("shoes", .greater(than: 80, onAll: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "GREATER OR EQUALS THAN ON ALL LOCALES", "percent", "SaaS EE") {
        .readiness("shoes", .atLeast(80, onAll: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "LOWER THAN ON ALL LOCALES", "percent", "SaaS EE") {
        .readiness("shoes", .less(than: 80, onAll: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "LOWER OR EQUALS THAN ON ALL LOCALES", "percent", "SaaS EE") {
        .readiness("shoes", .atMost(80, onAll: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "GREATER THAN ON AT LEAST ONE LOCALE", "percent", "SaaS EE") {
        .readiness("shoes", .greater(than: 80, onAny: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "GREATER OR EQUALS THAN ON AT LEAST ONE LOCALE", "percent", "SaaS EE") {
        .readiness("shoes", .atLeast(80, onAny: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "LOWER THAN ON AT LEAST ONE LOCALE", "percent", "SaaS EE") {
        .readiness("shoes", .less(than: 80, onAny: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "LOWER OR EQUALS THAN ON AT LEAST ONE LOCALE", "percent", "SaaS EE") {
        .readiness("shoes", .atMost(80, onAny: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "EQUALS ON AT LEAST ONE LOCALE", "percent", "SaaS EE") {
        .readiness("shoes", .equal(to: 100, onAny: ["en_US"]), in: "web")
      },
      FilterRow("readiness", "NOT EQUALS ON AT LEAST ONE LOCALE", "percent", "SaaS EE") {
        .readiness("shoes", .notEqual(to: 100, onAny: ["en_US"]), in: "web")
      },
      FilterRow("readiness_by_channel", "ALL READY", "nothing", "SaaS EE") {
        .ready(true, in: "web", locales: ["en_US"])
      },
      FilterRow("readiness_by_channel", "ALL UNREADY", "nothing", "SaaS EE") {
        .ready(false, in: "web")
      },
    ]
  }

  /// Filters of products alone.
  static let products: [FilterRow<Filter<Product>>] = [
    FilterRow("uuid", "IN", "UUIDs", "7.0, SaaS") {
      .uuid(.any([id]))
    },
    FilterRow("uuid", "NOT IN", "UUIDs", "7.0, SaaS") {
      .uuid(.none([id]))
    },
    FilterRow("identifier", "IN", "identifiers", "7.0, SaaS") {
      .identifier(.any(["sku-1"]))
    },
    FilterRow("identifier", "NOT IN", "identifiers", "7.0, SaaS") {
      .identifier(.none(["sku-1"]))
    },
    FilterRow("enabled", "=", "`true` or `false`") {
      .enabled(true)
    },
    FilterRow("family", "IN", "family codes") {
      .family(.any("shoes"))
    },
    FilterRow("family", "NOT IN", "family codes") {
      .family(.none("shoes"))
    },
    FilterRow("family", "IN CHILDREN", "family codes", "SaaS") {
      .family(.within(["shoes"]))
    },
    FilterRow("family", "NOT IN CHILDREN", "family codes", "SaaS") {
      .family(.notWithin(["shoes"]))
    },
    FilterRow("family", "EMPTY", "nothing") {
      .family(.empty)
    },
    FilterRow("family", "NOT EMPTY", "nothing") {
      .family(.notEmpty)
    },
    FilterRow("groups", "IN", "group codes") {
      .groups(.any("related"))
    },
    FilterRow("groups", "NOT IN", "group codes") {
      .groups(.none("related"))
    },
    FilterRow("groups", "EMPTY", "nothing") {
      .groups(.empty)
    },
    FilterRow("groups", "NOT EMPTY", "nothing") {
      .groups(.notEmpty)
    },
    FilterRow("parent", "=", "product model code", "3.2 and later, SaaS") {
      .descendant(of: "amor")
    },
    FilterRow("parent", "IN", "product model codes", "7.0, SaaS") {
      .parent(.any(["amor"]))
    },
    FilterRow("parent", "EMPTY", "nothing", "7.0, SaaS") {
      .parent(.empty)
    },
    FilterRow("parent", "NOT EMPTY", "nothing", "7.0, SaaS") {
      .parent(.notEmpty)
    },
    FilterRow("quality_score", "IN", "letters `A` to `E`", "6.0, 7.0, SaaS") {
      .qualityScore(["A", "B"], in: "web", locale: "en_US")
    },
    FilterRow("completeness", "<", "whole percent") {
      .completeness(.less(than: 70), in: "web")
    },
    FilterRow("completeness", "<=", "whole percent") {
      .completeness(.atMost(70), in: "web")
    },
    FilterRow("completeness", "=", "whole percent") {
      .completeness(.equal(to: 100), in: "web")
    },
    FilterRow("completeness", "!=", "whole percent") {
      .completeness(.notEqual(to: 100), in: "web")
    },
    FilterRow("completeness", ">=", "whole percent") {
      .completeness(.atLeast(70), in: "web")
    },
    FilterRow("completeness", ">", "whole percent") {
      .completeness(.greater(than: 70), in: "web")
    },
    FilterRow("completeness", "GREATER THAN ON ALL LOCALES", "percent") {
      .completeness(greaterThan: 70, in: "web", onAll: ["en_US"])
    },
    FilterRow("completeness", "GREATER OR EQUALS THAN ON ALL LOCALES", "percent") {
      .completeness(atLeast: 70, in: "web", onAll: ["en_US"])
    },
    FilterRow("completeness", "LOWER THAN ON ALL LOCALES", "percent") {
      .completeness(lessThan: 70, in: "web", onAll: ["en_US"])
    },
    FilterRow("completeness", "LOWER OR EQUALS THAN ON ALL LOCALES", "percent") {
      .completeness(atMost: 70, in: "web", onAll: ["en_US"])
    },
  ]

  /// Filters of product models alone.
  static let productModels: [FilterRow<Filter<ProductModel>>] = [
    FilterRow("identifier", "IN", "product model codes") {
      .code(.any(["amor"]))
    },
    FilterRow("identifier", "NOT IN", "product model codes") {
      .code(.none(["amor"]))
    },
    FilterRow("family", "IN", "family codes") {
      .family(.any("shoes"))
    },
    FilterRow("family", "NOT IN", "family codes") {
      .family(.none("shoes"))
    },
    FilterRow("family", "EMPTY", "nothing") {
      .family(.empty)
    },
    FilterRow("family", "NOT EMPTY", "nothing") {
      .family(.notEmpty)
    },
    FilterRow("parent", "IN", "product model codes", "6.0, 7.0, SaaS") {
      .parent(.any(["amor"]))
    },
    FilterRow("parent", "EMPTY", "nothing", "6.0, 7.0, SaaS") {
      .parent(.empty)
    },
    FilterRow("parent", "NOT EMPTY", "nothing", "6.0, 7.0, SaaS") {
      .parent(.notEmpty)
    },
    FilterRow("completeness", "AT LEAST COMPLETE", "nothing") {
      .completeness(.atLeastOneComplete, in: "web", locales: ["en_US"])
    },
    FilterRow("completeness", "AT LEAST INCOMPLETE", "nothing") {
      .completeness(.atLeastOneIncomplete, in: "web", locales: ["en_US"])
    },
    FilterRow("completeness", "ALL COMPLETE", "nothing") {
      .completeness(.allComplete, in: "web", locales: ["en_US"])
    },
    FilterRow("completeness", "ALL INCOMPLETE", "nothing") {
      .completeness(.allIncomplete, in: "web", locales: ["en_US"])
    },
  ]
}
