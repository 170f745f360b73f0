import SyncPlanner
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#elseif canImport(Darwin)
  import Darwin
#endif

/// The machine's own files, at whose n-th effect the process ends.
///
/// Nothing is flushed to the disk: a killed process loses no page of the system's cache, so that a flush would cost time
/// and show nothing. Power cuts are another test's.
final class MortalFiles: FileSystem {
  private let files = POSIXFileSystem()
  let fate: Fate

  init(dyingAt death: Int) { fate = Fate(dyingAt: death) }

  func open(_ path: String, _ mode: FileMode) throws(SyncError) -> any OpenFile {
    if mode == .replacing { fate.effect {} }
    return MortalFile(try files.open(path, mode), fate)
  }
  func createFolder(_ path: String) throws(SyncError) { try files.createFolder(path) }
  func names(in folder: String) throws(SyncError) -> [String] { try files.names(in: folder) }
  func rename(_ path: String, to other: String) throws(SyncError) {
    fate.before()
    try files.rename(path, to: other)
    fate.after()
  }
  func remove(_ path: String) throws(SyncError) {
    fate.before()
    try files.remove(path)
    fate.after()
  }
  func synchronizeFolder(_ path: String) throws(SyncError) { fate.effect {} }

  /// Counts effects, and ends the process at one of them: before it, in its middle, or after it, by turns.
  final class Fate: Sendable {
    private let left: Mutex<Int>
    let death: Int

    init(dyingAt death: Int) {
      self.death = death
      left = Mutex(death)
    }

    enum Place { case nowhere, before, middle, after }

    private var place: Place {
      guard death >= 0 else { return .nowhere }
      let isHere = left.withLock { left in
        left -= 1
        return left < 0
      }
      guard isHere else { return .nowhere }
      return [.before, .middle, .after][death % 3]
    }

    private let last = Mutex(Place.nowhere)

    func before() {
      let place = place
      last.withLock { $0 = place }
      if place == .before || place == .middle { die() }
    }

    func after() { if last.withLock({ $0 }) == .after { die() } }

    func effect(_ body: () -> Void) {
      before()
      body()
      after()
    }

    /// A write, of which only a part may come about.
    func write(_ bytes: [UInt8], _ body: ([UInt8]) throws(SyncError) -> Void) throws(SyncError) {
      switch place {
      case .nowhere: try body(bytes)
      case .before: die()
      case .middle:
        try body(Array(bytes.prefix(bytes.count / 2)))
        die()
      case .after:
        try body(bytes)
        die()
      }
    }

    private func die() -> Never {
      _ = kill(getpid(), SIGKILL)
      while true { _ = pause() }
    }
  }
}

final class MortalFile: OpenFile {
  private let file: any OpenFile
  private let fate: MortalFiles.Fate

  init(_ file: any OpenFile, _ fate: MortalFiles.Fate) {
    self.file = file
    self.fate = fate
  }

  func read(at offset: Int, count: Int) throws(SyncError) -> [UInt8] { try file.read(at: offset, count: count) }
  func write(_ bytes: [UInt8], at offset: Int) throws(SyncError) {
    let file = self.file
    try fate.write(bytes) { (part) throws(SyncError) in try file.write(part, at: offset) }
  }
  func truncate(to length: Int) throws(SyncError) {
    fate.before()
    try file.truncate(to: length)
    fate.after()
  }
  func synchronize() throws(SyncError) { fate.effect {} }
  var length: Int { get throws(SyncError) { try file.length } }
  func lock() throws(SyncError) -> Bool { try file.lock() }
}
