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
