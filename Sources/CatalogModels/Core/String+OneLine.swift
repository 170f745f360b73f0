extension StringProtocol {
  /// The text on one line, as a terminal or a log may show it: a space stands for each run of line breaks, other control
  /// characters (of which an escape begins what a terminal obeys), and marks that are not seen, such as those that turn
  /// the direction of writing.
  ///
  /// Codes, names and words of servers come from elsewhere, and what is shown is read to be trusted.
  package var onOneLine: String {
    // Nearly every text is one already.
    guard !utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return String(self) }
    var line = String.UnicodeScalarView()
    var isSpaceOpen = false
    for scalar in unicodeScalars {
      if scalar.properties.isUnseen {
        isSpaceOpen = true
        continue
      }
      if isSpaceOpen { line.append(" ") }
      isSpaceOpen = false
      line.append(scalar)
    }
    if isSpaceOpen { line.append(" ") }
    return String(line)
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isUnseen: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
