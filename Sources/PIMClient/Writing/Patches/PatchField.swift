public import CatalogModels

/// A field that can be written, with the type of what it takes.
///
/// The fields of each kind of item are written as static members, such as `.family` of products.
public struct PatchField<Item: Writable, Value: PatchValue>: Sendable, Hashable {
  /// The API's name of the field.
  public let name: String

  /// Creates a field that has no member here. What it takes is as the API wants it:
  ///
  /// ```swift
  /// extension PatchField where Item == Attribute, Value == Bool {
  ///   static var readOnly: Self { Self("is_read_only") }
  /// }
  /// ```
  ///
  /// - Parameter name: The API's name of the field. `values` is for ``CatalogPatch/setValue(_:locale:channel:to:)``.
  public init(_ name: String) { self.name = name }
}

/// What a field takes. An optional takes `nil`, which is sent as `null` and empties the field.
public protocol PatchValue: Sendable {
  /// The value as JSON.
  var patchJSON: RawJSON { get }
}

extension String: PatchValue {
  /// A string.
  public var patchJSON: RawJSON { .string(self) }
}

extension Bool: PatchValue {
  /// `true` or `false`.
  public var patchJSON: RawJSON { .bool(self) }
}

extension Int: PatchValue {
  /// A number.
  public var patchJSON: RawJSON { .int(self) }
}

extension Code: PatchValue {
  /// The code's text.
  public var patchJSON: RawJSON { .string(rawValue) }
}

extension AttributeType: PatchValue {
  /// The type's name.
  public var patchJSON: RawJSON { .string(rawValue) }
}

extension RawJSON: PatchValue {
  /// The value itself.
  public var patchJSON: RawJSON { self }
}

extension AssetNamingConvention: PatchValue {
  /// The convention as the API writes it.
  public var patchJSON: RawJSON { json }
}

extension AssetProductLinkRule: PatchValue {
  /// The rule as the API writes it.
  public var patchJSON: RawJSON { json }
}

extension AssetTransformation: PatchValue {
  /// The transformation as the API writes it.
  public var patchJSON: RawJSON { json }
}

extension Optional: PatchValue where Wrapped: PatchValue {
  /// The value, or `null`.
  public var patchJSON: RawJSON { self?.patchJSON ?? .null }
}

extension Array: PatchValue where Element: PatchValue {
  /// A list.
  public var patchJSON: RawJSON { .array(map(\.patchJSON)) }
}
