internal import CatalogJSON
internal import CatalogModels

extension RawJSON {
  /// A code. Codes made of digits have come as numbers (N4).
  var codeText: String? { slice.codeText }

  /// A list of codes; `nil` where it is none.
  var codeTexts: [String]? {
    var codes: [String] = []
    if slice.kind == .array {
      for element in slice.elements {
        guard let code = element.codeText else { return nil }
        codes.append(code)
      }
      return codes
    }
    guard let listed else { return nil }
    for element in listed {
      guard let code = element.codeText else { return nil }
      codes.append(code)
    }
    return codes
  }

  /// The elements of a list, which may have come as a map keyed 0, 1, 2 … (N1); `nil` where it is none.
  var listed: [JSONSlice]? {
    switch slice.kind {
    case .array: return Array(slice.elements)
    case .object:
      var elements: [JSONSlice] = []
      for (name, value) in slice.members {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
        elements.append(value)
      }
      return elements
    default: return nil
    }
  }
}

extension JSONSlice {
  var codeText: String? {
    guard let text = string ?? numberText, !text.isEmpty else { return nil }
    return text
  }
}

extension ValueKind {
  /// Whether the definition must say where the data leads.
  var isLink: Bool {
    switch self {
    case .record, .records, .assets: true
    default: false
    }
  }
}
