import Synchronization

@testable import SyncPlanner

/// A file system in memory that knows what a power cut would leave: what was made durable, and of the rest as much or
/// as little as the test says. It can be full, fail at any call, or write only a part.
final class FaultyFileSystem: FileSystem {
  /// What a call of the file system does.
  enum Call: Sendable, Equatable {
    case open, write(Int), truncate, synchronize, synchronizeFolder, rename, remove
  }

  struct Node: Sendable {
    var bytes: [UInt8] = []
    var durable: [UInt8] = []
    var isLocked = false
  }

  struct State: Sendable {
    var nodes: [Int: Node] = [:]
    var entries: [String: Int] = [:]
    var durableEntries: [String: Int] = [:]
    var nextNode = 1
    var calls: [Call] = []
    /// How many more bytes the disk takes; `nil` for any number.
    var room: Int?
    /// After so many more changing calls every one fails: the machine is off.
    var callsLeft: Int?
    /// How many bytes of the write at which the machine goes off still reach the file.
    var lastWrite = 0
    /// Calls that fail once, by their number since ``failing(_:)``.
    var failing: [Call] = []
  }

  let state = Mutex(State())

  /// The changing calls so far.
  var calls: [Call] { state.withLock { $0.calls } }

  func limit(room: Int?) { state.withLock { $0.room = room } }
  func failNext(_ calls: Call...) { state.withLock { $0.failing = calls } }
  func goOff(afterCalls count: Int, lastWrite: Int = 0) {
    state.withLock {
      $0.callsLeft = count
      $0.lastWrite = lastWrite
    }
  }

  func bytes(of path: String) -> [UInt8]? {
    state.withLock { state in state.entries[path].flatMap { state.nodes[$0]?.bytes } }
  }

  func set(_ bytes: [UInt8], of path: String) {
    state.withLock { state in
      let node = state.entries[path] ?? state.nextNode
      if state.entries[path] == nil { state.nextNode += 1 }
      state.entries[path] = node
      state.durableEntries[path] = node
      state.nodes[node] = Node(bytes: bytes, durable: bytes)
    }
  }

  /// The file system after the power came back: durable folders, and of each file what was made durable; where
  /// `keepingRest`, also what was written and not made durable.
  func afterPowerCut(keepingRest: Bool) -> FaultyFileSystem {
    let other = FaultyFileSystem()
    let old = state.withLock { $0 }
    other.state.withLock { state in
      state.nextNode = old.nextNode
      state.entries = keepingRest ? old.entries : old.durableEntries
      state.durableEntries = state.entries
      for (number, node) in old.nodes {
        let bytes = keepingRest ? node.bytes : node.durable
        state.nodes[number] = Node(bytes: bytes, durable: bytes)
      }
    }
    return other
  }

  /// Notes a call; throws where it is to fail.
  private func begin(_ call: Call, _ state: inout State) throws(SyncError) {
    if let left = state.callsLeft {
      guard left > 0 else { throw SyncError(.fileSystem, "The machine is off.") }
      state.callsLeft = left - 1
    }
    state.calls.append(call)
    let isSame: (Call) -> Bool = { other in
      if case .write = call, case .write = other { true } else { call == other }
    }
    if let place = state.failing.firstIndex(where: isSame) {
      state.failing.remove(at: place)
      throw SyncError(.fileSystem, "The test lets \(call) fail.")
    }
  }

  private func locked<Value>(_ body: (inout State) throws(SyncError) -> sending Value) throws(SyncError) -> Value {
    try state.withLock { (state) throws(SyncError) in try body(&state) }
  }

  func open(_ path: String, _ mode: FileMode) throws(SyncError) -> any OpenFile {
    let node = try locked { (state) throws(SyncError) -> Int in
      if let node = state.entries[path] {
        if mode == .replacing {
          try begin(.open, &state)
          state.nodes[node]?.bytes = []
        }
        return node
      }
      guard mode != .reading else { throw SyncError(.fileSystem, "There is no file \(path).") }
      try begin(.open, &state)
      let node = state.nextNode
      state.nextNode += 1
      state.entries[path] = node
      state.nodes[node] = Node()
      return node
    }
    return File(node: node, system: self)
  }

  func createFolder(_ path: String) {}

  func names(in folder: String) -> [String] {
    state.withLock { state in
      state.entries.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }.sorted()
    }
  }

  func rename(_ path: String, to other: String) throws(SyncError) {
    try locked { (state) throws(SyncError) in
      try begin(.rename, &state)
      state.entries[other] = state.entries.removeValue(forKey: path)
    }
  }

  func remove(_ path: String) throws(SyncError) {
    try locked { (state) throws(SyncError) in
      guard state.entries[path] != nil else { return }
      try begin(.remove, &state)
      state.entries[path] = nil
    }
  }

  func synchronizeFolder(_ path: String) throws(SyncError) {
    try locked { (state) throws(SyncError) in
      try begin(.synchronizeFolder, &state)
      state.durableEntries = state.entries
    }
  }

  private final class File: OpenFile {
    let node: Int
    let system: FaultyFileSystem
    private let holdsLock = Mutex(false)

    init(node: Int, system: FaultyFileSystem) {
      self.node = node
      self.system = system
    }

    deinit {
      guard holdsLock.withLock({ $0 }) else { return }
      system.state.withLock { $0.nodes[node]?.isLocked = false }
    }

    func read(at offset: Int, count: Int) -> [UInt8] {
      system.state.withLock { state in
        let bytes = state.nodes[node]?.bytes ?? []
        return offset < bytes.count ? Array(bytes[offset..<min(bytes.count, offset + count)]) : []
      }
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(SyncError) {
      try system.locked { (state) throws(SyncError) in
        func put(_ count: Int) {
          var all = state.nodes[node]?.bytes ?? []
          if all.count < offset + count {
            all.append(contentsOf: [UInt8](repeating: 0, count: offset + count - all.count))
          }
          all.replaceSubrange(offset..<(offset + count), with: bytes.prefix(count))
          state.nodes[node]?.bytes = all
        }
        do throws(SyncError) {
          try system.begin(.write(bytes.count), &state)
        } catch {
          put(min(bytes.count, state.lastWrite))
          state.lastWrite = 0
          throw error
        }
        if let room = state.room {
          put(min(bytes.count, room))
          state.room = max(0, room - bytes.count)
          guard bytes.count <= room else { throw SyncError(.diskFull, "There is no room.") }
        } else {
          put(bytes.count)
        }
      }
    }

    func truncate(to length: Int) throws(SyncError) {
      try system.locked { (state) throws(SyncError) in
        try system.begin(.truncate, &state)
        guard let bytes = state.nodes[node]?.bytes, bytes.count > length else { return }
        if let room = state.room { state.room = room + bytes.count - length }
        state.nodes[node]?.bytes = Array(bytes[..<length])
      }
    }

    func synchronize() throws(SyncError) {
      try system.locked { (state) throws(SyncError) in
        try system.begin(.synchronize, &state)
        let bytes = state.nodes[node]?.bytes ?? []
        state.nodes[node]?.durable = bytes
      }
    }

    var length: Int { system.state.withLock { $0.nodes[node]?.bytes.count ?? 0 } }

    func lock() -> Bool {
      let isFree = system.state.withLock { state in
        guard state.nodes[node]?.isLocked == false else { return false }
        state.nodes[node]?.isLocked = true
        return true
      }
      if isFree { holdsLock.withLock { $0 = true } }
      return isFree
    }
  }
}
