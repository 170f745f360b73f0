public import CatalogModels

/// A chosen option with its labels.
///
/// Labels come from the value's `linked_data`, where the server sent it (N4), else from the schema's options.
public struct SelectedOption: Sendable, Codable {
  /// The option's code, as the value spells it.
  public let code: Code<AttributeOption>
  /// The names by locale.
  public let labels: Labels

  /// Creates an option.
  public init(code: Code<AttributeOption>, labels: Labels? = nil) {
    self.code = code
    self.labels = labels ?? Labels()
  }

  /// The name in the first of some locales that has one, and the code where none has.
  public func label(in locales: some Sequence<Code<CatalogLocale>>) -> String {
    labels.first(of: locales) ?? code.rawValue
  }
}

extension SelectedOption: Hashable {
  /// Whether both have the same code and the same names.
  public static func == (a: SelectedOption, b: SelectedOption) -> Bool { a.code == b.code && a.labels == b.labels }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension SelectedOption: CustomStringConvertible {
  /// The code.
  public var description: String { code.rawValue }
}
