internal import CatalogJSON

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension CatalogFolder {
  /// Reads all `.jsonl` files of a directory.
  ///
  /// - Throws: ``CatalogFolderError`` that names the file, and the line where a line is wrong; with the code `unreadable`
  ///   also where the directory has no such file: a wrong directory is not an empty catalog.
  public init(contentsOf directory: URL) throws(CatalogFolderError) {
    let path = directory.path(percentEncoded: false)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw CatalogFolderError(.unreadable, file: path, "the folder cannot be read", underlying: error)
    }
    let files = names.filter { $0.hasSuffix(".jsonl") }.sorted()
    guard !files.isEmpty else {
      throw CatalogFolderError(.unreadable, file: path, "the folder holds no catalog: no file such as products.jsonl")
    }
    self.init()
    for name in files {
      let bytes: Data
      do {
        bytes = try Data(contentsOf: directory.appending(path: name))
      } catch {
        throw CatalogFolderError(.unreadable, file: name, "the file cannot be read", underlying: error)
      }
      try add(Array(bytes), to: CatalogFile(rawValue: String(name.dropLast(6))))
    }
  }

  /// Writes all files into a directory, which is made if it is missing. Files that are already there are replaced one
  /// by one; those of other names stay.
  ///
  /// - Throws: ``CatalogFolderError`` with the code `unwritable`.
  public func write(to directory: URL) throws(CatalogFolderError) {
    let path = directory.path(percentEncoded: false)
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CatalogFolderError(.unwritable, file: path, "the folder cannot be made", underlying: error)
    }
    for file in files {
      let name = "\(file).jsonl"
      do {
        try Data(bytes(of: file)).write(to: directory.appending(path: name), options: .atomic)
      } catch {
        throw CatalogFolderError(.unwritable, file: name, "the file cannot be written", underlying: error)
      }
    }
  }

  private func bytes(of file: CatalogFile) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in rows[file] ?? [] {
      bytes.append(contentsOf: row.utf8.filter { $0 != 0x0A && $0 != 0x0D })
      bytes.append(0x0A)
    }
    return bytes
  }
}
