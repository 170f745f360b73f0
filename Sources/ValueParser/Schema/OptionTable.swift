internal import CatalogModels

/// The options of one attribute, found by code without regard to case.
struct OptionTable: Sendable {
  private struct Row: Sendable {
    let code: String
    let labels: Labels
    let place: Int?
  }

  private var places = CodeIndex()
  private var rows: [Row] = []

  mutating func insert(code: String, labels: Labels, place: Int?) {
    let row = Row(code: code, labels: labels, place: place)
    let known = places.insert(code)
    if known < rows.count { rows[known] = row } else { rows.append(row) }
  }

  func labels(of code: String) -> Labels? { places.place(of: code).map { rows[$0].labels } }

  /// All options, by their place and then by their code.
  var all: [SelectedOption] {
    rows.sorted { ($0.place ?? .max, $0.code) < ($1.place ?? .max, $1.code) }
      .map { SelectedOption(code: Code($0.code), labels: $0.labels) }
  }
}
