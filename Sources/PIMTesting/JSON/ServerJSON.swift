/// Writes JSON as the PIM's server does: `/` escaped, everything beyond ASCII as `\uXXXX`, and the five characters
/// that matter to HTML too (N9).
struct ServerJSON {
  /// Whether to escape as the server does, or only as JSON asks.
  let escapes: Bool

  func bytes(_ node: Node) -> [UInt8] {
    var bytes: [UInt8] = []
    append(node, to: &bytes)
    return bytes
  }

  func bytes(_ object: NodeObject) -> [UInt8] {
    var bytes: [UInt8] = []
    append(object, to: &bytes)
    return bytes
  }

  func append(_ node: Node, to bytes: inout [UInt8]) {
    switch node {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): append(text, to: &bytes)
    case .array(let nodes):
      bytes.append(UInt8(ascii: "["))
      for (place, element) in nodes.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        append(element, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object): append(object, to: &bytes)
    }
  }

  func append(_ object: NodeObject, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (place, member) in object.members.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      append(member.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(member.node, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy(Self.isPlain) {
      bytes.append(contentsOf: text.utf8)
    } else {
      appendEscaped(text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), ..<0x20, 0x7F...:
      false
    default: true
    }
  }

  private func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\"": bytes.append(contentsOf: (escapes ? "\\u0022" : "\\\"").utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case "\u{08}": bytes.append(contentsOf: "\\b".utf8)
      case "\u{0C}": bytes.append(contentsOf: "\\f".utf8)
      case "/" where escapes: bytes.append(contentsOf: "\\/".utf8)
      case "<" where escapes: bytes.append(contentsOf: "\\u003C".utf8)
      case ">" where escapes: bytes.append(contentsOf: "\\u003E".utf8)
      case "&" where escapes: bytes.append(contentsOf: "\\u0026".utf8)
      case "'" where escapes: bytes.append(contentsOf: "\\u0027".utf8)
      default:
        if scalar.value < 0x20 || (escapes && scalar.value > 0x7F) {
          for unit in String(scalar).utf16 { appendUnit(unit, to: &bytes) }
        } else if scalar.value < 0x80 {
          bytes.append(UInt8(scalar.value))
        } else {
          bytes.append(contentsOf: String(scalar).utf8)
        }
      }
    }
  }

  private func appendUnit(_ unit: UInt16, to bytes: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    bytes.append(contentsOf: "\\u".utf8)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.count))
    bytes.append(contentsOf: digits.utf8)
  }
}
