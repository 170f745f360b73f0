import CatalogModels
import PIMTesting
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct CatalogFolderTests {
  /// A directory of the test's own, removed afterwards.
  func withDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "catalog-folder-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }

  func write(_ bytes: [UInt8], _ name: String, in directory: URL) throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(bytes).write(to: directory.appending(path: name))
  }

  @Test("a folder that is written is read again as it was, unknown files with it")
  func roundTrip() throws {
    var folder = try SampleCatalog.folder()
    try folder.append(#"{"anything": [1, 2.50]}"#, to: CatalogFile(rawValue: "notes"))
    try withDirectory { directory in
      try folder.write(to: directory)
      let again = try CatalogFolder(contentsOf: directory)
      #expect(again.files == folder.files)
      #expect(again.unknownFiles == [CatalogFile(rawValue: "notes")])
      for file in folder.files { #expect(again.rows(of: file) == folder.rows(of: file), "\(file)") }
      #expect(again[CatalogFile(rawValue: "notes")] == [#"{"anything": [1, 2.50]}"#])
    }
  }

  @Test(
    "a wrong line is named",
    arguments: [
      (#"{"code":"a"}\#n\#n{"code":"b""#, 3, CatalogFolderError.Code.malformedLine),
      (#"{"code":"a"}\#n["b"]"#, 2, .malformedLine), (#"{"labels":{}}"#, 1, .missingKey),
      (#"{"code":""}"#, 1, .missingKey), (#"{"code":"a"} x"#, 1, .malformedLine),
    ])
  func wrongLines(lines: String, line: Int, code: CatalogFolderError.Code) throws {
    let error = #expect(throws: CatalogFolderError.self) {
      try CatalogFolder(files: [(name: "families", lines: lines)])
    }
    #expect(error?.file == "families.jsonl" && error?.line == line && error?.code == code)
    #expect(error?.description.hasPrefix("families.jsonl:\(line): ") == true)
  }

  @Test("a line that is not UTF-8 is named")
  func notUTF8() throws {
    try withDirectory { directory in
      try write(
        Array(#"{"code":"a"}"#.utf8) + [0x0A] + Array(#"{"code":"\#u{C3}"#.utf8) + [0xC3, 0x28], "families.jsonl",
        in: directory)
      let error = #expect(throws: CatalogFolderError.self) { try CatalogFolder(contentsOf: directory) }
      #expect(error?.line == 2 && error?.code == .malformedLine)
    }
  }

  @Test("nested rows must name what they belong to")
  func missingParent() {
    let error = #expect(throws: CatalogFolderError.self) {
      try CatalogFolder(files: [(name: "assets.jsonl", lines: #"{"code":"a"}"#)])
    }
    #expect(error?.code == .missingKey && error?.message.contains("asset_family") == true)
  }

  @Test("a folder that is not there is unreadable; a place where none can be is unwritable")
  func noFolder() throws {
    try withDirectory { directory in
      let error = #expect(throws: CatalogFolderError.self) { try CatalogFolder(contentsOf: directory) }
      #expect(error?.code == .unreadable && error?.line == nil)
      try write([], "file", in: directory)
      let unwritable = #expect(throws: CatalogFolderError.self) {
        try SampleCatalog.folder().write(to: directory.appending(path: "file/below"))
      }
      #expect(unwritable?.code == .unwritable)
    }
  }

  @Test("a folder without a catalog is no empty catalog")
  func noCatalog() throws {
    try withDirectory { directory in
      try write(Array(#"{"code":"a"}"#.utf8), "families.json", in: directory)
      let error = #expect(throws: CatalogFolderError.self) { try CatalogFolder(contentsOf: directory) }
      #expect(error?.code == .unreadable && error?.message.contains("products.jsonl") == true)
    }
  }

  @Test("other files of a directory are passed over, empty lines too")
  func otherFiles() throws {
    try withDirectory { directory in
      try write(Array("# notes".utf8), "README.md", in: directory)
      try write(Array("\r\n{\"code\":\"a\"}\r\n\n".utf8), "families.jsonl", in: directory)
      let folder = try CatalogFolder(contentsOf: directory)
      #expect(folder.files == [.families] && folder.count(of: .families) == 1)
    }
  }

  @Test("rows are replaced, and checked")
  func replacedRows() throws {
    var folder = try SampleCatalog.folder()
    try folder.setRows([["code": "only"]], of: .families)
    #expect(folder.rows(of: .families) == [["code": "only"]])
    #expect(throws: CatalogFolderError.self) { try folder.setRows([["labels": [:]]], of: .families) }
    folder.removeAll(from: .families)
    #expect(!folder.files.contains(.families))
  }

  @Test("the sample has every file and no other")
  func sample() throws {
    let folder = try SampleCatalog.folder()
    #expect(Set(folder.files) == Set(CatalogFile.all) && folder.unknownFiles.isEmpty)
  }
}
