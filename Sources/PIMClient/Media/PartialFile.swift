import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The part of a media file that has arrived, beside the place where the whole will be. It outlives the process, so that
/// the next attempt goes on where this one ended.
struct PartialFile {
  private let folder: String
  private let name: String
  private let file: DiskFile
  /// The number of bytes that have arrived.
  private(set) var length: Int

  private var path: String { "\(folder)/\(name).part" }
  private var tagPath: String { "\(folder)/\(name).tag" }

  init(_ name: String, in folder: String) throws(CatalogError) {
    self.folder = folder
    self.name = name
    file = try DiskFile(updating: "\(folder)/\(name).part")
    guard try file.lock() else {
      throw CatalogError(
        .fileSystem, "somebody else is downloading \(name) into \(folder)",
        advice: "Let one process fill a folder, or give each its own.")
    }
    length = try file.length
  }

  /// What the server called the state of the file that the bytes belong to.
  var entityTag: String? {
    guard let length = DiskFile.length(of: tagPath), length > 0, length <= 1_024,
      let bytes = FileManager.default.contents(atPath: tagPath)
    else { return nil }
    let tag = String(decoding: bytes, as: UTF8.self)
    return EntityTag.isStrong(tag) ? tag : nil
  }

  /// Begins anew, with bytes of the state that the server calls so. Only a strong tag promises the same bytes.
  mutating func restart(_ entityTag: String?) throws(CatalogError) {
    // The bytes go first: they must never stand beside the tag of another state.
    try file.truncate(to: 0)
    length = 0
    if let entityTag, EntityTag.isStrong(entityTag) {
      let file = try DiskFile(updating: tagPath)
      try file.truncate(to: 0)
      try file.write(Array(entityTag.utf8), at: 0)
    } else {
      try DiskFile.remove(tagPath)
    }
  }

  mutating func append(_ bytes: [UInt8]) throws(CatalogError) {
    try file.write(bytes, at: length)
    length += bytes.count
  }

  /// Puts the whole file in its place.
  func finish() throws(CatalogError) {
    try file.synchronize()
    try DiskFile.move(path, to: "\(folder)/\(name)", in: folder)
    try DiskFile.remove(tagPath)
  }

  func discard() {
    try? DiskFile.remove(path)
    try? DiskFile.remove(tagPath)
  }
}
