internal import CatalogJSON

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a media file belongs to: each kind has a route of its own.
enum MediaKind: String, Sendable {
  case product, asset, category
  case referenceEntity = "reference_entity"
}

/// The bytes of media files, as rows of `media_contents` hold them.
enum MediaContent {
  static func bytes(of item: StoredItem) -> [UInt8]? {
    item.json["base64"]?.string.flatMap { Data(base64Encoded: $0) }.map(Array.init)
  }

  /// The name that a file had when it was uploaded: what follows the hash in the last part of its code.
  static func originalName(of code: String) -> String {
    let last = code.split(separator: "/").last.map(String.init) ?? code
    guard let mark = last.firstIndex(of: "_") else { return last }
    return String(last[last.index(after: mark)...])
  }
}
