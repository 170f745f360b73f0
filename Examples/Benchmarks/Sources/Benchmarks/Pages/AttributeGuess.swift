import CatalogModels
import ValueParser

/// What an attribute is, by what its values show.
struct AttributeGuess {
  private var type: AttributeType?
  private var named: AttributeType?
  private var isLocalizable = false
  private var isScopable = false
  private var target: String?
  private var columns: [String: String] = [:]

  /// The attributes that some products' values imply.
  static func attributes(of products: [Product]) throws(BenchmarkFailure) -> [Attribute] {
    var guesses: [Code<Attribute>: AttributeGuess] = [:]
    for product in products {
      for value in product.values { guesses[value.attribute, default: AttributeGuess()].add(value) }
    }
    do throws(CatalogError) {
      var attributes: [Attribute] = []
      for (code, guess) in guesses.sorted(by: { $0.key < $1.key }) {
        attributes.append(try Attribute(RawObject(guess.json(code))))
      }
      return attributes
    } catch {
      throw BenchmarkFailure("an attribute could not be made: \(error.message)")
    }
  }

  private mutating func add(_ value: RawValue) {
    if value.locale != nil { isLocalizable = true }
    if value.channel != nil { isScopable = true }
    if let name = value.attributeType { named = name }
    if let list = value.referenceDataName { target = list }
    let data = value.data
    if data.kind == .array, let row = data[0], row.kind == .object, row["currency"] == nil { addColumns(data) }
    guard named == nil, let shape = Self.type(data, value.linkedData) else { return }
    // A text that looks like a day or like a file's code is one only while all the others do.
    type = type == nil || type == shape ? shape : Self.common(type, shape)
  }

  private static func common(_ a: AttributeType?, _ b: AttributeType) -> AttributeType {
    let texts: Set<AttributeType> = [.text, .date, .image, .simpleSelect]
    return a.map(texts.contains) == true && texts.contains(b)
      ? (a == .simpleSelect || b == .simpleSelect ? .simpleSelect : .text) : b
  }

  private static func type(_ data: RawJSON, _ linked: RawJSON?) -> AttributeType? {
    switch data.kind {
    case .null: return nil
    case .bool: return .boolean
    case .number: return .number
    case .string:
      let text = data.string ?? ""
      if linked?["labels"] != nil { return .simpleSelect }
      if linked?["mime_type"] != nil || text.isMediaCode { return .image }
      return text.utf8.count >= 19 && CatalogDate(text) != nil ? .date : .text
    case .object:
      if data["unit"] != nil || data["amount"] != nil { return .metric }
      return data["type"] != nil ? .productLink : nil
    case .array:
      guard let first = data[0] else { return nil }
      if first.kind == .object { return first["currency"] == nil ? .table : .priceCollection }
      let isLabelled = linked?.members.first?.value["labels"] != nil || linked == nil || linked?.isNull == true
      return isLabelled ? .multiSelect : .assetCollection
    }
  }

  private mutating func addColumns(_ rows: RawJSON) {
    for row in rows.elements {
      for (name, cell) in row.members where !cell.isNull {
        let type =
          switch cell.kind {
          case .bool: "boolean"
          case .number: "number"
          case .object: cell["unit"] == nil ? "product_link" : "measurement"
          default: "text"
          }
        columns[name] = columns[name].map { $0 == type ? type : "text" } ?? type
      }
    }
  }

  private func json(_ code: Code<Attribute>) -> RawJSON {
    let type = named ?? type ?? .text
    var members: [(String, RawJSON)] = [
      ("code", .string(code.rawValue)), ("type", .string(type.rawValue)), ("localizable", .bool(isLocalizable)),
      ("scopable", .bool(isScopable)),
    ]
    if let target = target ?? (type == .assetCollection ? "assets" : nil) {
      members.append(("reference_data_name", .string(target)))
    }
    if type == .table {
      members.append(
        (
          "table_configuration",
          .array(
            columns.sorted { $0.key < $1.key }.map {
              .object([("code", .string($0.key)), ("data_type", .string($0.value))])
            })
        ))
    }
    return .object(members)
  }
}

extension String {
  /// Whether it looks like `a/b/c/d/0123…_name.jpg`.
  fileprivate var isMediaCode: Bool {
    let parts = split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 5 && parts.prefix(4).allSatisfy { $0.utf8.count == 1 } && parts[4].contains("_")
  }
}
