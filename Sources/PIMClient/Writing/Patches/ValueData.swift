public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The data of a value, in the form that its attribute's type asks for.
///
/// See https://api.akeneo.com/concepts/products.html#the-data-format
public struct ValueData: Sendable, Hashable {
  /// The data as JSON.
  public let json: RawJSON

  private init(_ json: RawJSON) { self.json = json }

  /// Text, of one line or many.
  public static func text(_ text: String) -> ValueData { ValueData(.string(text)) }
  /// An identifier.
  public static func identifier(_ text: String) -> ValueData { ValueData(.string(text)) }
  /// Yes or no.
  public static func boolean(_ value: Bool) -> ValueData { ValueData(.bool(value)) }
  /// A number: an integer, or a decimal where the attribute allows such.
  public static func number(_ number: Number) -> ValueData { ValueData(number.json) }
  /// An amount with the code of its unit, such as `KILOGRAM`.
  public static func metric(_ amount: Number, unit: String) -> ValueData {
    ValueData(.object([("amount", amount.json), ("unit", .string(unit))]))
  }
  /// Amounts by currency.
  public static func prices(_ amounts: [Code<Currency>: Number]) -> ValueData {
    ValueData(
      .array(
        amounts.sorted { $0.key < $1.key }.map { currency, amount in
          .object([("amount", amount.json), ("currency", .string(currency.rawValue))])
        }))
  }
  /// A day, as `YYYY-MM-DD`, or a moment in ISO 8601.
  public static func date(_ text: String) -> ValueData { ValueData(.string(text)) }
  /// A moment, in UTC.
  public static func date(_ date: Date) -> ValueData { ValueData(.string(date.formatted(.iso8601))) }
  /// One option of a simple select attribute.
  public static func option(_ code: Code<AttributeOption>) -> ValueData { ValueData(code.patchJSON) }
  /// The options of a multi select attribute.
  public static func options(_ codes: [Code<AttributeOption>]) -> ValueData { ValueData(codes.patchJSON) }
  /// One record of a reference entity.
  public static func record(_ code: Code<ReferenceEntityRecord>) -> ValueData { ValueData(code.patchJSON) }
  /// Several records of a reference entity.
  public static func records(_ codes: [Code<ReferenceEntityRecord>]) -> ValueData { ValueData(codes.patchJSON) }
  /// The assets of a collection.
  public static func assets(_ codes: [Code<Asset>]) -> ValueData { ValueData(codes.patchJSON) }
  /// A file or an image, by the code that ``MediaFiles/upload(_:for:)`` gave.
  public static func file(_ code: Code<MediaFile>) -> ValueData { ValueData(code.patchJSON) }
  /// The rows of a table, each with its cells by column.
  public static func table(_ rows: [[String: RawJSON]]) -> ValueData { ValueData(.array(rows.map { .object($0) })) }
  /// A link to a product (SaaS).
  public static func link(to product: UUID) -> ValueData {
    ValueData(.object([("type", "product"), ("id", .string(product.uuidString.lowercased()))]))
  }
  /// A link to a product model (SaaS).
  public static func link(to model: Code<ProductModel>) -> ValueData {
    ValueData(.object([("type", "product_model"), ("id", model.patchJSON)]))
  }
  /// Data of any other shape.
  public static func raw(_ json: RawJSON) -> ValueData { ValueData(json) }
}

extension ValueData {
  /// A number in the form in which the API takes it: integers as numbers, decimals as text, so that none is rounded.
  public struct Number: Sendable, Hashable, ExpressibleByIntegerLiteral {
    let json: RawJSON

    /// An integer.
    public init(_ value: Int) { json = .int(value) }

    /// A decimal.
    public init(_ value: Decimal) { json = .string("\(value)") }

    /// A number from its text, which is sent as it stands, such as `12.5000`.
    ///
    /// - Throws: `CatalogError` with the code `invalidArgument` for what is not a decimal number.
    public init(text: String) throws(CatalogError) {
      guard RawJSON.number(text) != nil else {
        throw CatalogError(
          .invalidArgument, "`\(text)` is not a number", advice: "Write it with a decimal point, like 12.5000.")
      }
      json = .string(text)
    }

    /// An integer.
    public init(integerLiteral value: Int) { self.init(value) }
  }
}
