#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Android)
  internal import Android
#elseif canImport(Darwin)
  internal import Darwin
#else
  #error("files are written by the calls of POSIX, which this platform does not have")
#endif

/// The file system of the machine. All POSIX calls of this package stand in this file, and all of its `unsafe` outside
/// CatalogJSON.
///
/// What it creates its own user alone may read, unless told: state, plans and bundles hold what is not published yet. A
/// file to be written is never reached through a symbolic link, which somebody may have laid where a name is easily
/// guessed.
package struct POSIXFileSystem: FileSystem {
  private let isForOthers: Bool

  /// - Parameter isForOthers: Whether other users may read what is created, as far as the process's mask lets them.
  package init(isForOthers: Bool = false) { self.isForOthers = isForOthers }

  package func open(_ path: String, _ mode: FileMode) throws(SyncError) -> any OpenFile {
    let flags =
      switch mode {
      case .reading: O_RDONLY
      case .updating: O_RDWR | O_CREAT | O_NOFOLLOW
      case .replacing: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW
      }
    // A file of its own, with nobody else's rights: what was there may be a link, or be held open by another.
    if mode == .replacing { try remove(path) }
    return try POSIXFile(path, flags: flags | O_CLOEXEC, rights: isForOthers ? 0o644 : 0o600)
  }

  package func createFolder(_ path: String) throws(SyncError) {
    guard !isFolder(path) else { return }
    if let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex {
      try createFolder(String(path[..<slash]))
    }
    // Safe: the string is passed as a C string that lives through the call.
    let result = unsafe mkdir(path, isForOthers ? 0o755 : 0o700)
    let failure = errno
    guard result == 0 || failure == EEXIST && isFolder(path) else {
      throw SyncError(failure, "create the folder", path)
    }
  }

  package func names(in folder: String) throws(SyncError) -> [String] {
    // Safe: the stream is checked for nil, read by this call alone and closed before it returns.
    guard let stream = unsafe opendir(folder) else { throw SyncError(errno, "list the folder", folder) }
    defer { _ = unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // Safe: the entry stays valid until the next call of `readdir`, and its name ends with a zero. Only the name's own
      // bytes are read: the entry may be shorter than its type says.
      guard let first = unsafe entry.pointer(to: \.d_name) else { continue }
      let name = unsafe String(cString: UnsafeRawPointer(first).assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  package func rename(_ path: String, to other: String) throws(SyncError) {
    // Safe: both strings are passed as C strings that live through the call. So below.
    guard unsafe systemRename(path, other) == 0 else { throw SyncError(errno, "rename to \(other)", path) }
  }

  package func remove(_ path: String) throws(SyncError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw SyncError(errno, "remove", path) }
  }

  package func synchronizeFolder(_ path: String) throws(SyncError) {
    try POSIXFile(path, flags: O_RDONLY | O_CLOEXEC).synchronize()
  }

  private func isFolder(_ path: String) -> Bool {
    let descriptor = unsafe systemOpen(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    if descriptor >= 0 { _ = systemClose(descriptor) }
    return descriptor >= 0
  }
}

/// A file by its descriptor. Reads and writes name their place, so that no state is shared between callers.
private final class POSIXFile: OpenFile {
  private let descriptor: Int32
  private let path: String

  init(_ path: String, flags: Int32, rights: mode_t = 0o600) throws(SyncError) {
    self.path = path
    var result: Int32
    repeat {
      // Safe: the string is passed as a C string that lives through the call.
      result = unsafe systemOpen(path, flags, rights)
    } while result < 0 && errno == EINTR
    guard result >= 0 else { throw SyncError(errno, "open", path) }
    descriptor = result
  }

  deinit { _ = systemClose(descriptor) }

  func read(at offset: Int, count: Int) throws(SyncError) -> [UInt8] {
    var failure: Int32 = 0
    // Safe: no more bytes are written than the buffer has room for, and only those that were read are kept.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let read = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled, off_t(offset + filled))
        if read < 0, errno == EINTR { continue }
        if read < 0 { failure = errno }
        if read <= 0 { break }
        filled += read
      }
    }
    guard failure == 0 else { throw SyncError(failure, "read", path) }
    return bytes
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(SyncError) {
    var written = 0
    while written < bytes.count {
      // Safe: the buffer is only read, and no further than its end.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written, off_t(offset + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SyncError(count == 0 ? ENOSPC : errno, "write", path) }
      written += count
    }
  }

  func truncate(to length: Int) throws(SyncError) {
    while ftruncate(descriptor, off_t(length)) != 0 {
      guard errno == EINTR else { throw SyncError(errno, "cut", path) }
    }
  }

  func synchronize() throws(SyncError) {
    #if canImport(Darwin)
      // `fsync` leaves the bytes in the drive's cache there. Not every file system knows the stronger call.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    while fsync(descriptor) != 0 {
      guard errno == EINTR else { throw SyncError(errno, "make durable", path) }
    }
  }

  var length: Int {
    get throws(SyncError) {
      let end = lseek(descriptor, 0, SEEK_END)
      guard end >= 0 else { throw SyncError(errno, "measure", path) }
      return Int(end)
    }
  }

  func lock() throws(SyncError) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      guard errno == EINTR else { throw SyncError(errno, "lock", path) }
    }
    return true
  }
}

// Methods of the same names would hide these inside the types above.
private func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 {
  unsafe open(path, flags, mode)
}
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemRename(_ path: UnsafePointer<CChar>, _ other: UnsafePointer<CChar>) -> Int32 {
  unsafe rename(path, other)
}

extension SyncError {
  /// A system call that failed, by its error number.
  fileprivate init(_ number: Int32, _ what: String, _ path: String) {
    let isFull = number == ENOSPC || number == EDQUOT
    let words: String =
      switch number {
      case ENOENT: "there is no such file"
      case EACCES, EPERM: "permission denied"
      case EROFS: "the file system is read-only"
      case EEXIST: "there is a file in its place"
      case ELOOP: "it is a symbolic link, and those are not followed"
      case ENOTDIR: "a part of the path is no folder"
      case EISDIR: "it is a folder"
      case EMFILE, ENFILE: "too many files are open"
      case EIO: "input or output failed"
      case EFBIG: "it would get too large"
      case ENOSPC, EDQUOT: "there is no room left"
      default: "error \(number)"
      }
    self.init(
      isFull ? .diskFull : .fileSystem, "Could not \(what): \(path): \(words).",
      advice: isFull ? "Make room and run again; what was kept before stands." : nil)
  }
}
