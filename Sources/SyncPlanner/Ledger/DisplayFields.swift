internal import CatalogModels

extension SyncPolicy.Detail {
  /// What is kept of a record for people and for search.
  func display(of fields: [String: RawJSON], from raw: RawObject?) -> [String: String] {
    var result: [String: String] = [:]
    for (name, sources) in display {
      for source in sources {
        guard let json = Self.value(source, in: fields) ?? raw?[source], let text = json.displayText else { continue }
        result[name] = text
        break
      }
    }
    return result
  }

  /// The field itself, or the first of its variants by locale or channel.
  private static func value(_ source: String, in fields: [String: RawJSON]) -> RawJSON? {
    if let json = fields[source] { return json }
    var best: String?
    for name in fields.keys where name.count > source.count && name.hasPrefix(source) {
      let next = name.utf8.dropFirst(source.utf8.count).first
      guard next == UInt8(ascii: "-") || next == UInt8(ascii: ".") else { continue }
      if let found = best, found < name { continue }
      best = name
    }
    return best.flatMap { fields[$0] }
  }
}

extension RawJSON {
  /// A value as a short text for people; `nil` where there is none.
  var displayText: String? {
    let text: String
    switch kind {
    case .null: return nil
    case .string: text = string ?? ""
    case .array:
      text = elements.prefix(8).compactMap(\.displayText).joined(separator: ", ")
    case .object:
      if let amount = self["amount"]?.displayText {
        text = [amount, self["currency"]?.string ?? self["unit"]?.string].compactMap(\.self).joined(separator: " ")
      } else {
        text = (self["code"] ?? self["label"] ?? self["data"])?.displayText ?? ""
      }
    default: text = self.text
    }
    return text.isEmpty ? nil : String(text.prefix(200))
  }
}
