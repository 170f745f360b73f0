import CatalogModels
import Foundation
import PIMClient
import ValueParser

/// The body of an answer to `GET /products-uuid`, and how its values are typed.
struct PageFile {
  let bytes: [UInt8]
  let schema: CatalogSchema
  let productCount: Int
  let valueCount: Int
  /// Values that the schema does not explain; they stay raw.
  let diagnosticCount: Int

  /// Reads a file.
  ///
  /// - Parameter attributes: The catalog's attributes as JSON lines, where they are at hand. Without them each
  ///   attribute's type is taken from its values, which name it on recent servers (N6), or guessed from their shape.
  init(_ path: String, attributes: String? = nil) throws(BenchmarkFailure) {
    let bytes = try Self.read(path)
    try self.init(bytes, from: path, attributes: try attributes.map(Self.attributes))
  }

  init(_ bytes: [UInt8], from name: String, attributes: [Attribute]? = nil) throws(BenchmarkFailure) {
    let first = bytes.first { !$0.isSpace }
    guard let first else { throw BenchmarkFailure("\(name) is empty; it should be a body of GET /products-uuid") }
    guard first != UInt8(ascii: "[") else {
      throw BenchmarkFailure("\(name) is a bare list; it should be a page with `_embedded.items`")
    }
    let page: Page<Product>
    do {
      page = try Page(parsing: bytes)
    } catch {
      let isLines = first == UInt8(ascii: "{") && Self.holdsLines(bytes)
      throw BenchmarkFailure(
        isLines
          ? "\(name) holds JSON lines; it should be one page, a body of GET /products-uuid"
          : "\(name) is no page of products: \(error.message.firstLine)")
    }
    guard !page.items.isEmpty else { throw BenchmarkFailure("\(name) is a page without products") }
    let values = page.items.reduce(0) { $0 + $1.values.count }
    guard values > 0 else { throw BenchmarkFailure("\(name) holds products without values") }
    let known = if let attributes { attributes } else { try AttributeGuess.attributes(of: page.items) }
    let schema = CatalogSchema(attributes: known)
    self.bytes = bytes
    self.schema = schema
    productCount = page.items.count
    valueCount = values
    diagnosticCount = page.items.reduce(0) { $0 + schema.typed($1).diagnosticCount }
  }

  private static func read(_ path: String) throws(BenchmarkFailure) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw BenchmarkFailure("\(path) cannot be read")
    }
  }

  private static func attributes(_ path: String) throws(BenchmarkFailure) -> [Attribute] {
    var attributes: [Attribute] = []
    for line in try read(path).split(separator: UInt8(ascii: "\n")) where !line.allSatisfy(\.isSpace) {
      do {
        attributes.append(try Attribute(parsing: line))
      } catch {
        throw BenchmarkFailure("\(path) holds a line that is no attribute: \(error.message.firstLine)")
      }
    }
    return attributes
  }

  /// Whether each of the first lines is an object of its own.
  private static func holdsLines(_ bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    return lines.count > 1 && lines.prefix(2).allSatisfy { (try? RawObject(parsing: $0)) != nil }
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

extension String {
  fileprivate var firstLine: String {
    let line = String(prefix { !$0.isNewline })
    return line.count > 200 ? line.prefix(200) + "…" : line
  }
}
