import CatalogJSON
public import CatalogModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A test of a value of a record or an asset (SaaS). Records and assets take different ones; what one of them does not
/// take cannot be written for it. Images, media files, media links and asset collections take none at all.
///
/// See https://api.akeneo.com/documentation/filter.html#by-attribute-values
public struct EntityValueTest<Item: HasEntityValues>: Hashable, Sendable {
  let test: Test
  /// The attribute types that take it, `nil` for every type that can be filtered.
  let types: [AttributeType]?

  init(_ test: Test, _ types: [AttributeType]? = nil) {
    self.test = test
    self.types = types
  }

  /// No value.
  public static var empty: EntityValueTest { EntityValueTest(Test("EMPTY")) }
  /// Some value.
  public static var notEmpty: EntityValueTest { EntityValueTest(Test("NOT EMPTY")) }

  /// A beginning of a text.
  public static func starts(with text: String) -> EntityValueTest { Self.text("STARTS WITH", text) }
  /// An end of a text.
  public static func ends(with text: String) -> EntityValueTest { Self.text("ENDS WITH", text) }
  /// A part of a text.
  public static func contains(_ text: String) -> EntityValueTest { Self.text("CONTAINS", text) }
  /// A part that a text must not have.
  public static func doesNotContain(_ text: String) -> EntityValueTest { Self.text("DOES NOT CONTAIN", text) }
  /// The whole text.
  public static func text(is text: String) -> EntityValueTest { Self.text("=", text) }

  /// One of these codes of options or linked records.
  public static func any(_ codes: [String]) -> EntityValueTest { EntityValueTest(.codes("IN", codes), choices) }

  private static func text(_ operator: String, _ text: String) -> EntityValueTest {
    EntityValueTest(.text(`operator`, text), [AttributeType.Entity.text])
  }

  private static var choices: [AttributeType] {
    [
      AttributeType.Entity.singleOption, AttributeType.Entity.multipleOptions,
      AttributeType.Entity.referenceEntitySingleLink, AttributeType.Entity.referenceEntityMultipleLinks,
      AttributeType.Entity.record,
    ]
  }

  /// What is wrong with the test for an attribute type. A type that this package does not know takes any.
  func flaw(for type: AttributeType) -> Flaw? {
    let untestable = [
      AttributeType.Entity.image, AttributeType.Entity.mediaFile, AttributeType.Entity.mediaLink,
      AttributeType.Entity.assetCollection,
    ]
    if untestable.contains(type) {
      return Flaw("tests a value of type `\(type)`, which has no filter", "Test it when the items have come.")
    }
    let known =
      Self.choices + [
        AttributeType.Entity.text, AttributeType.Entity.number, AttributeType.Entity.boolean, AttributeType.Entity.date,
      ]
    guard let types, known.contains(type), !types.contains(type) else { return nil }
    return Flaw("does not suit the type `\(type)`", "Give a test of that type.")
  }
}

extension EntityValueTest where Item == ReferenceEntityRecord {
  /// Another text.
  public static func text(isNot text: String) -> EntityValueTest { Self.text("!=", text) }

  /// This one code of an option or a linked record.
  public static func code(is code: String) -> EntityValueTest { EntityValueTest(.text("=", code), choices) }

  /// A number.
  public static func number(_ test: NumberTest) -> EntityValueTest {
    EntityValueTest(test.test.withNumberAsText, [AttributeType.Entity.number])
  }
}

extension EntityValueTest where Item == Asset {
  /// This number: assets take no other test of a number.
  public static func number(is value: Decimal) -> EntityValueTest {
    EntityValueTest(Test.number("=", value).withNumberAsText, [AttributeType.Entity.number])
  }

  /// `true` or `false`.
  public static func boolean(_ value: Bool) -> EntityValueTest {
    EntityValueTest(Test("=", .json(JSONSlice(bool: value))), [AttributeType.Entity.boolean])
  }

  /// A day, written `YYYY-MM-DD`. Of these tests, assets do not take `notOn`.
  public static func day(_ test: DayTest) -> EntityValueTest {
    var test = test.test
    if test.operator == "!=" {
      test.flaw = test.flaw ?? Flaw("excludes one day, which assets cannot", "Use `notBetween` with the day twice.")
    }
    return EntityValueTest(test, [AttributeType.Entity.date])
  }
}
