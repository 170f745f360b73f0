internal import CatalogJSON

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

extension UUID {
  /// Reads a UUID from a JSON string, without making text of it; `nil` for anything else.
  package init?(_ json: RawJSON) {
    guard let inside = json.slice.inside else { return nil }
    let bytes = json.slice.storage.bytes
    guard let (high, low) = Hexadecimal.uuid(bytes.span.extracting(inside.indices)) else {
      // Escapes, perhaps.
      guard inside.count > 36, let uuid = UUID(uuidString: json.slice.storage.string(inside)) else { return nil }
      self = uuid
      return
    }
    func byte(_ half: UInt64, _ place: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: half >> (56 - 8 * place)) }
    self.init(
      uuid: (
        byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3), byte(high, 4), byte(high, 5), byte(high, 6),
        byte(high, 7), byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3), byte(low, 4), byte(low, 5), byte(low, 6),
        byte(low, 7)
      ))
  }
}
