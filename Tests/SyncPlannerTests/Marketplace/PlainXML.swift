/// Reads the XML that a feed writes: elements, attributes, text and the five entities, and nothing else. What is not
/// well-formed is refused.
struct PlainXML {
  struct Element {
    let name: String
    var attributes: [String: String]
    var text: String
  }

  struct Fault: Error {
    let place: Int
    let reason: String
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var elements: [Element] = []

  /// The elements in the order in which they begin, each with the text directly in it.
  static func elements(of bytes: [UInt8]) throws -> [Element] {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault(place: 0, reason: "no UTF-8") }
    var reader = PlainXML(Array(text.unicodeScalars))
    try reader.expect("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    try reader.element()
    try reader.expect("\n")
    guard reader.place == reader.scalars.count else { throw reader.fault("something follows") }
    return reader.elements
  }

  private init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private func fault(_ reason: String) -> Fault { Fault(place: place, reason: reason) }

  private mutating func next() throws -> Unicode.Scalar {
    guard place < scalars.count else { throw fault("it ends") }
    defer { place += 1 }
    return scalars[place]
  }

  private func starts(_ text: String) -> Bool { scalars[place...].starts(with: text.unicodeScalars) }

  private mutating func expect(_ text: String) throws {
    guard starts(text) else { throw fault("not \(text)") }
    place += text.unicodeScalars.count
  }

  private mutating func name() throws -> String {
    var name = ""
    while place < scalars.count, scalars[place].properties.isAlphabetic || scalars[place] == ":" {
      name.unicodeScalars.append(try next())
    }
    guard !name.isEmpty else { throw fault("no name") }
    return name
  }

  private mutating func element() throws {
    try expect("<")
    let name = try name()
    let index = elements.count
    elements.append(Element(name: name, attributes: [:], text: ""))
    while starts(" ") {
      try expect(" ")
      let key = try self.name()
      try expect("=\"")
      elements[index].attributes[key] = try text(until: "\"")
      try expect("\"")
    }
    try expect(">")
    while true {
      elements[index].text += try text(until: "<")
      if starts("</") {
        try expect("</\(name)>")
        return
      }
      try element()
    }
  }

  private mutating func text(until end: Unicode.Scalar) throws -> String {
    var text = ""
    while place < scalars.count, scalars[place] != end {
      let scalar = try next()
      switch scalar {
      case "<": throw fault("< in a text")
      case "&":
        var entity = ""
        while true {
          let scalar = try next()
          if scalar == ";" { break }
          entity.unicodeScalars.append(scalar)
        }
        text.unicodeScalars.append(try self.scalar(of: entity))
      default:
        // A reader would make a space of a line's end in an attribute.
        guard scalar.value >= 0x20 || scalar == "\n" && end != "\"" else { throw fault("a control character") }
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private func scalar(of entity: String) throws -> Unicode.Scalar {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#"), let number = UInt32(entity.dropFirst()), let scalar = Unicode.Scalar(number) else {
        throw fault("no entity: \(entity)")
      }
      return scalar
    }
  }
}
