internal import CatalogJSON

/// A catalog as JSON lines: one file for each resource, one object a line, each what an item of the API's lists holds.
///
/// ```swift
/// var folder = try CatalogFolder(contentsOf: directory)
/// try folder.append(#"{"code":"en_US","enabled":true}"#, to: .locales)
/// let sandbox = SandboxPIM(folder)
/// ```
///
/// Files with other names than ``CatalogFile/all`` are kept, and named in ``unknownFiles``.
public struct CatalogFolder: Sendable {
  var rows: [CatalogFile: [JSONSlice]] = [:]

  /// A folder without files.
  public init() {}

  /// Takes files from memory, each a text with one JSON object a line. Empty lines are passed over.
  ///
  /// - Parameter files: Names, with or without `.jsonl`, and texts.
  /// - Throws: ``CatalogFolderError`` that names the file and the line.
  public init(files: some Sequence<(name: String, lines: String)>) throws(CatalogFolderError) {
    for file in files {
      let name = file.name.hasSuffix(".jsonl") ? String(file.name.dropLast(6)) : file.name
      try add(Array(file.lines.utf8), to: CatalogFile(rawValue: name))
    }
  }

  /// The files that have at least one row, by name.
  public var files: [CatalogFile] {
    rows.filter { !$0.value.isEmpty }.keys.sorted()
  }

  /// The files whose names no resource has. They are kept and written, and served by nobody.
  public var unknownFiles: [CatalogFile] {
    files.filter { !CatalogFile.all.contains($0) }
  }

  /// The number of rows of a file.
  public func count(of file: CatalogFile) -> Int { rows[file]?.count ?? 0 }

  /// A file's rows as JSON text, in order. ``append(_:to:)`` adds to them.
  public subscript(_ file: CatalogFile) -> [String] {
    (rows[file] ?? []).map(\.text)
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - row: A JSON object.
  ///   - file: The resource that it is one of.
  /// - Throws: ``CatalogFolderError`` when the row is no object or lacks its key.
  public mutating func append(_ row: String, to file: CatalogFile) throws(CatalogFolderError) {
    let line = count(of: file) + 1
    rows[file, default: []].append(try Self.row(Array(row.utf8), of: file, line: line))
  }

  /// Removes all rows of a file.
  public mutating func removeAll(from file: CatalogFile) {
    rows[file] = nil
  }

  /// Adds the lines of a file's bytes.
  mutating func add(_ bytes: [UInt8], to file: CatalogFile) throws(CatalogFolderError) {
    var number = 0
    var all = rows[file] ?? []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
      all.append(try Self.row(Array(line), of: file, line: number))
    }
    rows[file] = all
  }

  static func row(_ bytes: [UInt8], of file: CatalogFile, line: Int) throws(CatalogFolderError) -> JSONSlice {
    let row: JSONSlice
    do {
      row = try JSONSlice(parsing: bytes)
    } catch {
      throw CatalogFolderError(
        .malformedLine, file: "\(file).jsonl", line: line, "the line is not JSON: \(error)", underlying: error)
    }
    return try checked(row, of: file, line: line)
  }

  static func checked(_ row: JSONSlice, of file: CatalogFile, line: Int) throws(CatalogFolderError) -> JSONSlice {
    let name = "\(file).jsonl"
    guard row.kind == .object else {
      throw CatalogFolderError(.malformedLine, file: name, line: line, "the line holds no JSON object")
    }
    guard CatalogFile.all.contains(file) else { return row }
    for field in [file.keyField] + file.parentFields where row[field]?.string?.isEmpty != false {
      throw CatalogFolderError(.missingKey, file: name, line: line, "the row has no \"\(field)\"")
    }
    return row
  }
}
