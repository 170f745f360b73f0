internal import CatalogModels

/// The units of a measurement family, found by code without regard to case.
struct UnitTable: Sendable {
  let family: Code<MeasurementFamily>
  private var units: [String: Unit] = [:]

  struct Unit: Sendable {
    let code: String
    let symbol: String?
    /// The steps from this unit to the standard unit; `nil` where one of them cannot be calculated.
    let steps: [Step]?
  }

  enum Step: Sendable {
    case multiply(Ratio), divide(Ratio), add(Ratio), subtract(Ratio)

    /// `nil` for an operator that is not known, and for a factor or divisor of 0.
    init?(_ operation: MeasurementUnit.Operation) {
      guard let operand = Amount(operation.value).flatMap(Ratio.init) else { return nil }
      switch operation.operator {
      case "mul" where !operand.isZero: self = .multiply(operand)
      case "div" where !operand.isZero: self = .divide(operand)
      case "add": self = .add(operand)
      case "sub": self = .subtract(operand)
      default: return nil
      }
    }

    func forth(_ value: Ratio) -> Ratio {
      switch self {
      case .multiply(let operand): value * operand
      case .divide(let operand): value / operand
      case .add(let operand): value + operand
      case .subtract(let operand): value - operand
      }
    }

    func back(_ value: Ratio) -> Ratio {
      switch self {
      case .multiply(let operand): value / operand
      case .divide(let operand): value * operand
      case .add(let operand): value - operand
      case .subtract(let operand): value + operand
      }
    }
  }

  /// The PIM allows five steps; a longer chain is no conversion.
  private static let stepLimit = 20

  init(_ family: MeasurementFamily) {
    self.family = family.code
    for unit in family.units {
      let operations = unit.conversionFromStandard
      let steps = operations.prefix(Self.stepLimit).compactMap(Step.init)
      units[unit.code.asciiLowercased] = Unit(
        code: unit.code, symbol: unit.symbol, steps: steps.count == operations.count ? steps : nil)
    }
  }

  func unit(_ code: String) -> Unit? { units[code] ?? units[code.asciiLowercased] }
}
