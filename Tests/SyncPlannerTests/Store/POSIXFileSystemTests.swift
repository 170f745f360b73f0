import Foundation
import Testing

@testable import SyncPlanner

/// The real file system, as far as a test can go: that our double says the same is the point.
struct POSIXFileSystemTests {
  let files = POSIXFileSystem()

  @Test("Bytes are written, read and cut at their places")
  func writesAndReads() async throws {
    try await withTemporaryFolder { folder in
      let file = try files.open(folder + "/f", .updating)
      try file.write([1, 2, 3, 4], at: 0)
      try file.write([9], at: 6)
      #expect(try file.read(at: 0, count: 100) == [1, 2, 3, 4, 0, 0, 9])
      #expect(try file.read(at: 2, count: 2) == [3, 4])
      #expect(try file.read(at: 7, count: 1) == [])
      #expect(try file.read(at: 0, count: 0) == [])
      #expect(try file.read([5..<7, 0..<2, 2..<2]) == [[0, 9], [1, 2], []])
      try file.truncate(to: 2)
      #expect(try file.length == 2)
      try file.synchronize()
      try file.write([], at: 0)
      let again = try files.open(folder + "/f", .reading)
      #expect(try again.read(at: 0, count: 9) == [1, 2])
      let error = try #require(throws: SyncError.self) { try again.read([0..<3]) }
      #expect(error.code == .corrupted)
      let empty = try files.open(folder + "/f", .replacing)
      #expect(try empty.length == 0)
    }
  }

  @Test("Folders are made with those above them, listed, and files in them renamed and removed")
  func keepsFolders() async throws {
    try await withTemporaryFolder { folder in
      let inner = folder + "/a/b/c"
      try files.createFolder(inner)
      try files.createFolder(inner)
      #expect(try files.names(in: inner).isEmpty)
      for name in ["z", "a", "é"] { _ = try files.open(inner + "/" + name, .updating) }
      try files.rename(inner + "/z", to: inner + "/a")
      try files.remove(inner + "/z")
      try files.synchronizeFolder(inner)
      #expect(try files.names(in: inner) == ["a", "é"])
      try files.remove(inner + "/a")
      #expect(try files.names(in: inner) == ["é"])
    }
  }

  /// The bits that say who may do what.
  static func rights(of path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber).intValue
  }

  @Test("What is created its own user alone may read, unless others are to")
  func rights() async throws {
    try await withTemporaryFolder { folder in
      try files.createFolder(folder + "/state/inner")
      _ = try files.open(folder + "/state/f", .updating)
      _ = try files.open(folder + "/state/g", .replacing)
      for name in ["state", "state/inner"] { #expect(try Self.rights(of: folder + "/" + name) == 0o700) }
      for name in ["f", "g"] { #expect(try Self.rights(of: folder + "/state/" + name) == 0o600) }
      // The process's mask may take more away.
      let open = POSIXFileSystem(isForOthers: true)
      try open.createFolder(folder + "/shop")
      _ = try open.open(folder + "/shop/f", .updating)
      #expect(try Self.rights(of: folder + "/shop") & 0o700 == 0o700)
      #expect(try Self.rights(of: folder + "/shop/f") & 0o600 == 0o600)
    }
  }

  @Test("A file is not written through a symbolic link, and a draft is a file of its own")
  func followsNoLinks() async throws {
    try await withTemporaryFolder { folder in
      let other = folder + "/other"
      try files.open(other, .updating).write([1, 2, 3], at: 0)
      for name in ["journal", "draft"] {
        try FileManager.default.createSymbolicLink(atPath: folder + "/" + name, withDestinationPath: other)
      }
      let error = try #require(throws: SyncError.self) { try files.open(folder + "/journal", .updating) }
      #expect(error.code == .fileSystem)
      #expect(error.message.contains("symbolic link"))
      try files.open(folder + "/draft", .replacing).write([9], at: 0)
      #expect(try files.open(other, .reading).read(at: 0, count: 9) == [1, 2, 3])
      #expect(try files.open(folder + "/draft", .reading).read(at: 0, count: 9) == [9])
      // What somebody else holds open does not become the new file.
      let held = try files.open(folder + "/draft", .updating)
      _ = try files.open(folder + "/draft", .replacing)
      try held.write([7], at: 0)
      #expect(try files.open(folder + "/draft", .reading).length == 0)
    }
  }

  @Test("A state folder with all in it is its own user's alone, and a link in the journal's place is refused")
  func stateIsPrivate() async throws {
    try await withTemporaryFolder { folder in
      let state = folder + "/state"
      let store = try await FileJournalStore(in: URL(fileURLWithPath: state))
      try await store.commit([.put("k", [1], in: StoreTable(rawValue: "t"))])
      await store.close()
      #expect(try Self.rights(of: state) == 0o700)
      let names = try files.names(in: state)
      #expect(!names.isEmpty)
      for name in names {
        #expect(try Self.rights(of: state + "/" + name) == 0o600)
        let other = folder + "/other-" + name
        try files.rename(state + "/" + name, to: other)
        let bytes = FileManager.default.contents(atPath: other)
        try FileManager.default.createSymbolicLink(atPath: state + "/" + name, withDestinationPath: other)
        let error = try await #require(throws: SyncError.self) {
          try await FileJournalStore(in: URL(fileURLWithPath: state))
        }
        #expect(error.code == .fileSystem)
        #expect(FileManager.default.contents(atPath: other) == bytes)
        try files.remove(state + "/" + name)
        try files.rename(other, to: state + "/" + name)
      }
      try await FileJournalStore(in: URL(fileURLWithPath: state)).close()
    }
  }

  @Test("A lock holds against others of this process too, until its file is let go")
  func locksFiles() async throws {
    try await withTemporaryFolder { folder in
      var first: (any OpenFile)? = try files.open(folder + "/lock", .updating)
      let second = try files.open(folder + "/lock", .updating)
      #expect(try first?.lock() == true)
      #expect(try second.lock() == false)
      first = nil
      #expect(try second.lock())
    }
  }

  @Test("What fails says what, where and why")
  func namesFailures() async throws {
    try await withTemporaryFolder { folder in
      _ = try files.open(folder + "/file", .updating)
      let failures: [(String, () throws -> Void)] = [
        ("no such file", { _ = try files.open(folder + "/absent", .reading) }),
        ("no such file", { _ = try files.open(folder + "/absent/f", .updating) }),
        ("no such file", { _ = try files.names(in: folder + "/absent") }),
        ("no such file", { try files.rename(folder + "/absent", to: folder + "/b") }),
        ("a file in its place", { try files.createFolder(folder + "/file/a") }),
        ("it is a folder", { _ = try files.open(folder, .updating) }),
      ]
      for (words, call) in failures {
        let error = try #require(throws: SyncError.self) { try call() }
        #expect(error.code == .fileSystem)
        #expect(error.message.contains(words), "\(error.message)")
        #expect(error.message.contains(folder))
      }
    }
  }

  #if os(Linux)
    @Test("A full disk is told apart from other failures")
    func knowsFullDisk() throws {
      let file = try files.open("/dev/full", .updating)
      let error = try #require(throws: SyncError.self) { try file.write([1, 2, 3], at: 0) }
      #expect(error.code == .diskFull)
      #expect(error.advice?.contains("Make room") == true)
    }
  #endif

  @Test("A folder that cannot be made, or that is a file, is an error of the store and of the destination")
  func refusesUnusableFolders() async throws {
    try await withTemporaryFolder { folder in
      let file = folder + "/file"
      _ = try files.open(file, .updating)
      let store = try await #require(throws: SyncError.self) {
        try await FileJournalStore(in: URL(fileURLWithPath: file))
      }
      #expect(store.code == .fileSystem)
      let destination = try await #require(throws: SyncError.self) {
        try await FolderDestination(URL(fileURLWithPath: file + "/out"))
      }
      #expect(destination.code == .fileSystem)
    }
  }
}
