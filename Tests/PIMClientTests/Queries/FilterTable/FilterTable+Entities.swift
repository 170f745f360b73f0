import CatalogModels
import Foundation
import PIMClient

extension FilterTable {
  /// Filters of records and assets alike.
  static func entities<Item: HasEntityValues>(_ later: String) -> [FilterRow<Filter<Item>>] {
    [
      FilterRow("code", "IN", "codes", "7.0 EE, SaaS EE") {
        .code(anyOf: ["starck"])
      },
      FilterRow("updated", ">", "moment", "all EE") {
        .updated(.after(then))
      },
      FilterRow("updated", "<", "moment", later) {
        .updated(.before(then))
      },
      FilterRow("updated", "BETWEEN", "two moments", later) {
        .updated(.between(then, now))
      },
      FilterRow("updated", "NOT BETWEEN", "two moments", later) {
        .updated(.notBetween(then, now))
      },
      FilterRow("updated", "SINCE LAST N DAYS", "number of days", later) {
        .updated(.sinceLast(days: 4))
      },
      FilterRow("text", "=", "text", "SaaS EE") {
        .attribute("title", .text(is: "Summer"))
      },
      FilterRow("text", "CONTAINS", "text", "SaaS EE") {
        .attribute("title", .contains("summer"), locale: "en_US", channel: "web")
      },
      FilterRow("text", "DOES NOT CONTAIN", "text", "SaaS EE") {
        .attribute("title", .doesNotContain("summer"))
      },
      FilterRow("text", "STARTS WITH", "text", "SaaS EE") {
        .attribute("title", .starts(with: "Sum"))
      },
      FilterRow("text", "ENDS WITH", "text", "SaaS EE") {
        .attribute("title", .ends(with: "mer"))
      },
      FilterRow("options, links to records", "IN", "codes", "SaaS EE") {
        .attribute("designers", .any(["starck", "dixon"]))
      },
      FilterRow("every type that has a filter", "EMPTY", "nothing", "SaaS EE") {
        .attribute("title", .empty)
      },
      FilterRow("every type that has a filter", "NOT EMPTY", "nothing", "SaaS EE") {
        .attribute("title", .notEmpty)
      },
    ]
  }

  static let records: [FilterRow<Filter<ReferenceEntityRecord>>] = [
    FilterRow("complete", "=", "`true` or `false`", "all EE") {
      .complete(true, in: "web", locales: ["en_US"])
    },
    FilterRow("text", "!=", "text", "SaaS EE") {
      .attribute("title", .text(isNot: "Summer"))
    },
    FilterRow("number", "<", "number", "SaaS EE") {
      .attribute("year", .number(.less(than: 1950)))
    },
    FilterRow("number", "<=", "number", "SaaS EE") {
      .attribute("year", .number(.atMost(1950)))
    },
    FilterRow("number", "=", "number", "SaaS EE") {
      .attribute("year", .number(.equal(to: 1950)))
    },
    FilterRow("number", "!=", "number", "SaaS EE") {
      .attribute("year", .number(.notEqual(to: 1950)))
    },
    FilterRow("number", ">=", "number", "SaaS EE") {
      .attribute("year", .number(.atLeast(1950)))
    },
    FilterRow("number", ">", "number", "SaaS EE") {
      .attribute("year", .number(.greater(than: 1950)))
    },
    FilterRow("options, links to records", "=", "code", "SaaS EE") {
      .attribute("nationality", .code(is: "french"))
    },
  ]

  static let assets: [FilterRow<Filter<Asset>>] = [
    FilterRow("number", "=", "number", "SaaS EE") {
      .attribute("width", .number(is: 640))
    },
    FilterRow("boolean", "=", "`true` or `false`", "SaaS EE") {
      .attribute("is_cover", .boolean(true))
    },
    FilterRow("date", ">", "day", "SaaS EE") {
      .attribute("end_of_use", .day(.after("2026-01-01")))
    },
    FilterRow("date", "<", "day", "SaaS EE") {
      .attribute("end_of_use", .day(.before("2026-01-01")))
    },
    FilterRow("date", "=", "day", "SaaS EE") {
      .attribute("end_of_use", .day(.on("2026-01-01")))
    },
    FilterRow("date", "BETWEEN", "two days", "SaaS EE") {
      .attribute("end_of_use", .day(.between("2026-01-01", "2026-02-01")))
    },
    FilterRow("date", "NOT BETWEEN", "two days", "SaaS EE") {
      .attribute("end_of_use", .day(.notBetween("2026-01-01", "2026-02-01")))
    },
  ]

  /// Filters that asset searches with logical operators have beside the others.
  static let logic: [FilterRow<Filter<Asset>>] = [
    FilterRow("and", "", "filters", "SaaS EE") {
      .all(of: .updated(.after(then)), .attribute("title", .contains("summer")))
    },
    FilterRow("or", "", "filters", "SaaS EE") {
      .any(of: .updated(.after(then)), .attribute("title", .contains("summer")))
    },
    FilterRow("code", "=", "code", "SaaS EE") {
      .code(.equal(to: "hero"))
    },
    FilterRow("code", "!=", "code", "SaaS EE") {
      .code(.notEqual(to: "hero"))
    },
    FilterRow("code", "STARTS_WITH", "text", "SaaS EE") {
      .code(.starts(with: "img_"))
    },
    FilterRow("complete", "=", "`true` or `false`", "SaaS EE") {
      .complete(true, in: "web", locales: ["en_US"])
    },
    FilterRow("updated", ">=, <=", "two moments", "SaaS EE") {
      .all(of: .updated(.between(then, now)))
    },
  ]
}
