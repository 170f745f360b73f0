/// Units that can be converted into each other.
///
/// See https://api.akeneo.com/concepts/target-market-settings.html#measurement-family
public struct MeasurementFamily: LabeledEntity {
  /// `measurement family`.
  public static var entityName: String { "measurement family" }
  /// The names of the fields that the model has properties for.
  public static let knownFields: Set<String> = [
    "code", "standard_unit_code", "units", "labels",
  ]

  /// The object behind the model.
  public let raw: RawObject
  /// The code.
  public let code: Code<MeasurementFamily>

  /// Makes a measurement family of an object.
  public init(_ raw: RawObject) throws(CatalogError) {
    code = try raw.key("code", of: Self.self)
    self.raw = raw
  }

  /// The unit through which the others are converted.
  public var standardUnitCode: String? { raw.string("standard_unit_code") }
  /// The units.
  public var units: [MeasurementUnit] {
    (raw["units"]?.map ?? []).compactMap { MeasurementUnit(code: $0.name, $0.value) }
  }
  /// The unit through which the others are converted.
  public var standardUnit: MeasurementUnit? { standardUnitCode.flatMap(unit) }

  /// The unit of a code, which is taken in any case.
  public func unit(_ code: String) -> MeasurementUnit? {
    units.first { $0.code.matchesCode(code) }
  }
}
