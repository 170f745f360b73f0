import CatalogModels

/// What a record says of a product or an offer, read from its fields, with all that is wrong with it.
struct MarketplaceListing: Sendable {
  typealias Part = MarketplaceDestination.Part

  let action: SyncAction
  private(set) var sku = ""
  private(set) var number: (type: String, value: String)?
  private(set) var quantity: Int?
  private(set) var latency: Int?
  private(set) var price: (amount: String, currency: String)?
  private(set) var salePrice: (amount: String, currency: String)?
  private(set) var saleStart: String?
  private(set) var saleEnd: String?
  private(set) var texts: [Part: String] = [:]
  private(set) var lists: [Part: [String]] = [:]
  private(set) var options: [(name: String, value: String)] = []
  /// What is wrong: none of it may be sent.
  private(set) var problems: [String] = []
  private let configuration: MarketplaceDestination.Configuration

  init(_ action: SyncAction, _ configuration: MarketplaceDestination.Configuration) {
    self.action = action
    self.configuration = configuration
    readSKU()
    switch action.kind {
    case .create, .link, .update: readContent()
    case .disable, .delete, .skip, .blocked: break
    }
  }

  /// Whether the record becomes known to the marketplace with this action.
  var isNew: Bool { action.kind == .create || isRenamed }

  /// Whether the SKU is another than the one that the marketplace knows: a listing of its own to it.
  var isRenamed: Bool { action.kind == .update && action.destinationID != nil && action.destinationID != sku }

  /// Whether the record leaves the marketplace, or is hidden there.
  var goes: Bool { action.kind == .disable || action.kind == .delete }

  /// Whether something of a part is to be sent.
  func sends(_ parts: Part...) -> Bool {
    if action.kind == .create || isRenamed { return parts.contains(where: has) }
    let touched = Set(action.changedFields).union(action.clearedFields)
    return parts.contains { touched.contains(configuration.field($0)) }
  }

  /// Whether a part was emptied.
  func clears(_ parts: Part...) -> Bool { parts.contains { action.clearedFields.contains(configuration.field($0)) } }

  private func has(_ part: Part) -> Bool { value(part) != nil }

  /// A field's value, where it has any and is to be sent.
  private func value(_ part: Part) -> RawJSON? {
    guard !part.isMetadata || configuration.metadata.contains(part) else { return nil }
    guard let json = action.fields[configuration.field(part)], !json.isNull, json.string != "" else { return nil }
    return json
  }

  // MARK: Reading

  private mutating func readSKU() {
    let text: String?
    switch action.kind {
    case .create, .link, .update: text = value(.sku)?.string ?? action.identifier
    case .disable, .delete, .skip, .blocked: text = action.destinationID ?? action.identifier
    }
    guard let text, !text.isEmpty else { return problems.append("it has no SKU") }
    sku = text
    if text.count > 40 { problems.append("its SKU has \(text.count) characters, and 40 are allowed") }
    if !text.unicodeScalars.allSatisfy({ XMLWriter.isAllowed($0) && $0.value >= 0x20 }) {
      problems.append("its SKU has control characters")
    }
    if text.first == " " || text.last == " " { problems.append("its SKU begins or ends with a space") }
  }

  private mutating func readContent() {
    readNumber()
    quantity = wholeNumber(.quantity)
    latency = wholeNumber(.latency)
    price = amount(.price)
    salePrice = amount(.salePrice)
    saleStart = date(.saleStart)
    saleEnd = date(.saleEnd)
    if salePrice != nil, saleStart == nil || saleEnd == nil {
      problems.append("its sale price has no period")
    } else if let saleStart, let saleEnd, saleEnd < saleStart {
      problems.append("its sale ends before it begins")
    }
    for part in [Part.parent, .title, .description, .manufacturer, .brand, .browseNode] {
      guard let json = value(part) else { continue }
      guard let text = json.string else {
        problems.append("its \(configuration.field(part)) is no text")
        continue
      }
      texts[part] = text
    }
    for (part, most) in [(Part.tags, 250), (.bullets, 5), (.images, 9)] { readList(part, most) }
    for image in lists[.images] ?? [] where !(image.hasPrefix("https://") || image.hasPrefix("http://")) {
      problems.append("its image \(image.prefix(80)) is no address")
    }
    if let json = value(.options) {
      options = json.members.compactMap { member in member.value.string.map { (member.name, $0) } }
      if json.kind != .object || options.count != json.members.count {
        problems.append("its \(configuration.field(.options)) are no texts by name")
      }
    }
    if clears(.price), price == nil { problems.append("its price was emptied, and there is no offer without one") }
    if isNew { checkNew() }
  }

  private mutating func checkNew() {
    if number == nil {
      if !configuration.createsWithoutNumber {
        problems.append("it is new and has none of EAN, UPC and ASIN")
      } else if texts[.title] == nil {
        problems.append("it is new and has neither a number nor a title")
      }
    }
  }

  private mutating func readNumber() {
    for (part, type) in [(Part.asin, "ASIN"), (.ean, "EAN"), (.upc, "UPC")] {
      guard let json = value(part) else { continue }
      let text = json.string ?? json.numberText ?? ""
      guard Self.isNumber(text, type) else {
        problems.append("\(text.prefix(40)) is no \(type)")
        continue
      }
      if number == nil { number = (type, text) }
    }
  }

  /// Whether a text has the form of such a number; of EAN and UPC the last digit checks the others.
  static func isNumber(_ text: String, _ type: String) -> Bool {
    let bytes = Array(text.utf8)
    if type == "ASIN" {
      return bytes.count == 10
        && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }
    guard type == "UPC" ? bytes.count == 12 : [8, 13, 14].contains(bytes.count) else { return false }
    guard bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    let sum = bytes.reversed().enumerated().reduce(0) { sum, digit in
      sum + Int(digit.element - 0x30) * (digit.offset % 2 == 0 ? 1 : 3)
    }
    return sum % 10 == 0
  }

  private mutating func wholeNumber(_ part: Part) -> Int? {
    guard let json = value(part) else { return nil }
    guard let number = json.int ?? json.string.flatMap({ Int($0) }), number >= 0 else {
      problems.append("its \(configuration.field(part)) is no whole number from 0: \(json.text.prefix(40))")
      return nil
    }
    return number
  }

  private mutating func amount(_ part: Part) -> (amount: String, currency: String)? {
    guard let json = value(part) else { return nil }
    let all = json.kind == .array ? json.elements : [json]
    let prices = all.map { one in
      (
        amount: one["amount"].flatMap { $0.string ?? $0.numberText } ?? one.string ?? one.numberText,
        currency: one["currency"]?.string ?? configuration.currency
      )
    }
    guard let price = prices.first(where: { $0.currency == configuration.currency }) else {
      problems.append("its \(configuration.field(part)) is not in \(configuration.currency)")
      return nil
    }
    guard let amount = price.amount, let cents = Self.cents(amount) else {
      problems.append("its \(configuration.field(part)) is no amount with up to two decimals: \(json.text.prefix(40))")
      return nil
    }
    return (cents, price.currency)
  }

  /// An amount above zero with two decimals; `nil` where it is none, or has more that are not zero.
  static func cents(_ text: String) -> String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 15,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.dropFirst(2).allSatisfy({ $0 == "0" }) else { return nil }
    let amount = whole.drop { $0 == "0" }
    let rest = String((decimals + "00").prefix(2))
    guard !amount.isEmpty || rest != "00" else { return nil }
    return (amount.isEmpty ? "0" : String(amount)) + "." + rest
  }

  private mutating func date(_ part: Part) -> String? {
    guard let json = value(part) else { return nil }
    let text = json.string ?? ""
    let day = Array(text.utf8.prefix(10))
    let isDay =
      day.count == 10
      && day.enumerated().allSatisfy { place, byte in
        place == 4 || place == 7 ? byte == 0x2D : (0x30...0x39).contains(byte)
      }
    guard isDay, text.utf8.count == 10 || text.utf8.dropFirst(10).first == 0x54 else {
      problems.append("its \(configuration.field(part)) is no date: \(json.text.prefix(40))")
      return nil
    }
    return text.utf8.count == 10 ? text + "T00:00:00Z" : text
  }

  private mutating func readList(_ part: Part, _ most: Int) {
    guard let json = value(part) else { return }
    let texts = json.kind == .array ? json.elements.map(\.string) : [json.string]
    guard let all = texts as? [String], all.count <= most else {
      problems.append("its \(configuration.field(part)) are no list of at most \(most) texts")
      return
    }
    lists[part] = all
  }
}
