/// A table for people: the first column left, the others right.
struct ResultTable {
  private var rows: [[String]]

  init(_ head: [String]) { rows = [head] }

  mutating func append(_ row: [String]) { rows.append(row) }

  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

extension Double {
  /// With one digit behind the point.
  var short: String {
    guard isFinite, magnitude < 1e15 else { return "\(self)" }
    let tenths = Int((self * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}

extension Int {
  /// With commas between thousands.
  var grouped: String {
    let digits = Array(String(magnitude))
    let text = digits.indices.map { place in
      (place > 0 && (digits.count - place) % 3 == 0 ? "," : "") + String(digits[place])
    }.joined()
    return self < 0 ? "-" + text : text
  }
}
