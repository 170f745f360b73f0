internal import CatalogModels

/// The options of one attribute, found by code without regard to case.
struct OptionTable: Sendable {
  private struct Row: Sendable {
    let code: String
    let labels: Labels
    let place: Int?
  }

  private var rows: [String: Row] = [:]

  mutating func insert(code: String, labels: Labels, place: Int?) {
    rows[code.asciiLowercased] = Row(code: code, labels: labels, place: place)
  }

  func labels(of code: String) -> Labels? { rows[code.asciiLowercased]?.labels }

  /// All options, by their place and then by their code.
  var all: [SelectedOption] {
    rows.values.sorted { ($0.place ?? .max, $0.code) < ($1.place ?? .max, $1.code) }
      .map { SelectedOption(code: Code($0.code), labels: $0.labels) }
  }
}
