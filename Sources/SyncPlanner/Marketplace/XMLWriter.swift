/// Writes XML: elements and their text, in UTF-8, each element on a line of its own.
struct XMLWriter {
  private(set) var bytes: [UInt8] = []
  private var open: [String] = []
  /// How many characters were left out because XML has no way to write them.
  private(set) var dropped = 0

  init() {}

  /// Begins a document.
  mutating func begin() { append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

  /// Opens an element.
  mutating func start(_ name: String, _ attributes: [(String, String)] = []) {
    tag(name, attributes)
    append("\n")
    open.append(name)
  }

  /// Closes the element that was opened last.
  mutating func end() {
    guard let name = open.popLast() else { return }
    indent()
    append("</\(name)>\n")
  }

  /// An element with text.
  mutating func element(_ name: String, _ text: String, _ attributes: [(String, String)] = []) {
    tag(name, attributes)
    escape(text)
    append("</\(name)>\n")
  }

  /// Elements that another writer wrote.
  mutating func raw(_ bytes: [UInt8]) { self.bytes += bytes }

  /// Goes on at another depth, so that what is written there can be put into a document.
  init(inside depth: Int) { open = Array(repeating: "", count: depth) }

  private mutating func tag(_ name: String, _ attributes: [(String, String)]) {
    indent()
    append("<\(name)")
    for (key, value) in attributes {
      append(" \(key)=\"")
      escape(value, inAttribute: true)
      append("\"")
    }
    append(">")
  }

  private mutating func indent() { for _ in open { append("  ") } }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func escape(_ text: String, inAttribute: Bool = false) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "'": append("&apos;")
      // A reader would make line feeds of them, and in an attribute spaces.
      case "\r", "\t", "\n": append(scalar == "\n" && !inAttribute ? "\n" : "&#\(scalar.value);")
      default:
        guard Self.isAllowed(scalar), let encoded = UTF8.encode(scalar) else {
          dropped += 1
          continue
        }
        bytes.append(contentsOf: encoded)
      }
    }
  }

  /// Whether XML 1.0 has a way to write a character at all.
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    // XML allows 0x7F to 0x9F and advises against them: they are control characters, and come from broken encodings.
    default: false
    }
  }
}
