internal import CatalogJSON

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// How models read their fields: leniently where the API is known to vary, and never with a guess.
extension RawObject {
  /// The code that is the object's key.
  package func key<Entity: CatalogEntity>(_ field: String, of entity: Entity.Type) throws(CatalogError) -> Code<Entity>
  {
    // A code made of digits only has been seen as a number (N4).
    guard let code: Code<Entity> = self[field]?.code() else {
      throw CatalogError(
        .unexpectedContent, "\(Entity.entityName.withArticle) has no `\(field)`: \(excerpt)",
        advice: "Ask for the whole object; a response cut down by a proxy or a mapping may lack its key.")
    }
    return code
  }

  package func string(_ field: String) -> String? { self[field]?.string }
  package func int(_ field: String) -> Int? { self[field]?.lenientInt }
  /// A truth value, which some versions send as text or as 0 and 1 (N5).
  package func bool(_ field: String) -> Bool? { self[field]?.lenientBool }
  /// A number as text, whether it came as a number or as text.
  package func numberText(_ field: String) -> String? { self[field]?.lenientNumberText }
  package func code<Entity>(_ field: String) -> Code<Entity>? { self[field]?.code() }
  package func codes<Entity>(_ field: String) -> [Code<Entity>] { self[field]?.codes() ?? [] }
  /// The texts of a list.
  package func strings(_ field: String) -> [String] { self[field]?.list.compactMap(\.string) ?? [] }
  /// A moment, as ISO 8601 text.
  package func date(_ field: String) -> Date? { self[field].flatMap { Date(catalogJSON: $0) } }

  package static func bool(_ text: String?) -> Bool? {
    switch text {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }

  /// The start of the object's text, for messages.
  package var excerpt: String {
    let text = json.text
    return text.utf8.count > 160 ? "\(text.prefix(160))…" : text
  }
}

extension String {
  /// The word with its article: `a product`, `an asset`.
  fileprivate var withArticle: String {
    "\(["a", "e", "i", "o", "u"].contains(first) ? "an" : "a") \(self)"
  }
}

extension RawJSON {
  /// A whole number, which may also come as text (N5).
  package var lenientInt: Int? { int ?? string.flatMap { Int($0) } }

  /// A truth value, which some versions send as text or as 0 and 1 (N5).
  package var lenientBool: Bool? { bool ?? RawObject.bool(string ?? numberText) }

  /// A number as text, whether it came as a number or as text (N5).
  package var lenientNumberText: String? { numberText ?? string }

  /// A code, which may have come as a number (N4). Empty text is none.
  package func code<Entity>() -> Code<Entity>? {
    guard let text = string ?? numberText, !text.isEmpty else { return nil }
    return Code(text)
  }

  /// A list of codes. A list may come as a map keyed 0, 1, 2 … (N1).
  package func codes<Entity>() -> [Code<Entity>] {
    guard slice.kind == .array else { return list.compactMap { $0.code() } }
    var codes: [Code<Entity>] = []
    for element in slice.elements {
      if let text = element.string ?? element.numberText, !text.isEmpty { codes.append(Code(text)) }
    }
    return codes
  }

  /// The elements of a list, which may also come as a map keyed 0, 1, 2 … (N1).
  package var list: [RawJSON] {
    kind == .object ? members.map(\.value) : elements
  }

  /// The members of a map, which may also come as a list when it is empty or keyed 0, 1, 2 … (N1).
  package var map: [(name: String, value: RawJSON)] {
    kind == .array ? elements.enumerated().map { (name: "\($0.offset)", value: $0.element) } : members
  }

  /// The value, unless it is `null` or an empty list or map, which stands for nothing (N1).
  package var nonEmpty: RawJSON? {
    switch kind {
    case .null: nil
    case .array, .object: list.isEmpty ? nil : self
    default: self
    }
  }
}
