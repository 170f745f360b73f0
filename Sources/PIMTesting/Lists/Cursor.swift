#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The cursor of `search_after`: the key of the last item, written so that nobody reads it by accident (N20).
enum Cursor {
  private static let mark: UInt8 = 0xAB

  static func write(_ key: String) -> String {
    Data([mark] + mask(Array(key.utf8))).base64EncodedString()
  }

  static func read(_ text: String) throws(Refusal) -> String {
    guard let data = Data(base64Encoded: text), data.first == mark else {
      throw .unprocessable("The \"search_after\" parameter is not a cursor of this list.")
    }
    return String(decoding: mask(Array(data.dropFirst())), as: UTF8.self)
  }

  private static func mask(_ bytes: [UInt8]) -> [UInt8] {
    bytes.enumerated().map { $0.element ^ (0xC5 &+ UInt8(truncatingIfNeeded: $0.offset &* 7)) }
  }
}
