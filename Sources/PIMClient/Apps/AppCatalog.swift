public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A catalog for apps: a selection of products that an app asks for and a user of the PIM fills and enables.
///
/// See https://api.akeneo.com/apps/catalogs.html
public struct AppCatalog: CatalogEntity {
  /// `catalog for apps`.
  public static var entityName: String { "catalog for apps" }

  /// The object behind the model.
  public let raw: RawObject
  /// The key, which the PIM gives.
  public let id: UUID

  /// Makes a catalog of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    guard let text = raw["id"]?.string, let id = UUID(uuidString: text) else {
      throw CatalogError(
        .unexpectedContent, "a catalog for apps has no `id` that is a UUID", advice: "Ask for the whole object.")
    }
    self.id = id
    self.raw = raw
  }

  /// The name that users see.
  public var name: String { raw.string("name") ?? "" }
  /// Whether it gives products. New ones do not until a user enables them, and the PIM disables one whose selection no
  /// longer makes sense.
  public var isEnabled: Bool { raw.bool("enabled") ?? false }
  /// The locales that the app said it uses (SaaS).
  public var managedLocales: [Code<CatalogLocale>] { raw.codes("managed_locales") }
  /// The currencies that the app said it uses (SaaS).
  public var managedCurrencies: [Code<Currency>] { raw.codes("managed_currencies") }
}

/// A product, model or variant in the shape of an app's own ``MappingSchema``. What is empty in the PIM is absent.
public struct MappedItem: CatalogEntity {
  /// `mapped item`.
  public static var entityName: String { "mapped item" }

  /// The object behind the item.
  public let raw: RawObject
  /// The `uuid` of a product or variant, the `code` of a model.
  public let id: String

  /// Makes an item of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    guard let id = raw["uuid"]?.string ?? raw["code"]?.string, !id.isEmpty else {
      throw CatalogError(.unexpectedContent, "a mapped item has neither `uuid` nor `code`")
    }
    self.id = id
    self.raw = raw
  }

  /// What the PIM's user mapped to a target.
  public subscript(_ target: String) -> RawJSON? { raw[target] }
}
