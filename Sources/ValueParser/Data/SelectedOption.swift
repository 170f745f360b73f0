public import CatalogModels

/// A chosen option with its labels.
///
/// Labels come from the value's `linked_data`, where the server sent it (N4), else from the schema's options.
public struct SelectedOption: Sendable {
  /// The option's code, as the value spells it.
  public let code: Code<AttributeOption>
  private let source: Source

  /// Labels that came with the page are read when they are asked for.
  private enum Source: Sendable {
    case known(Labels)
    case linked(RawJSON)
    case none
  }

  /// Creates an option.
  public init(code: Code<AttributeOption>, labels: Labels? = nil) {
    self.code = code
    source = labels.map(Source.known) ?? .none
  }

  init(code: String, linked: RawJSON?, known: Labels?) {
    self.code = Code(code)
    if let labels = linked?["labels"] {
      source = .linked(labels)
    } else if let known {
      source = .known(known)
    } else {
      source = .none
    }
  }

  /// The names by locale.
  public var labels: Labels {
    switch source {
    case .known(let labels): labels
    case .linked(let json): Labels(json)
    case .none: Labels([:])
    }
  }

  /// The name in the first of some locales that has one, and the code where none has.
  public func label(in locales: some Sequence<Code<CatalogLocale>>) -> String {
    labels.first(of: locales) ?? code.rawValue
  }

  /// Whether a name is known in any locale.
  var isLabelled: Bool { !labels.locales.isEmpty }

  /// A copy that does not hold on to the page it came with.
  func detached() -> SelectedOption {
    if case .linked = source { return SelectedOption(code: code, labels: labels) }
    return self
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
