package import CatalogModels

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

/// A file that is written piece by piece and made durable.
///
/// Downloads need what FoundationEssentials does not have: writing at a place without holding the file in memory,
/// `fsync`, and a rename that replaces. All POSIX calls of this module stand in this file, and all of its `unsafe`.
package final class DiskFile: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Opens a file for writing, and makes it where it is absent. A symbolic link in its place is refused.
  package convenience init(updating path: String) throws(CatalogError) {
    try self.init(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC)
  }

  private init(_ path: String, _ flags: Int32) throws(CatalogError) {
    self.path = path
    var result: Int32
    repeat {
      // Safe: the string is passed as a C string that lives through the call.
      result = unsafe open(path, flags, 0o644)
    } while result < 0 && errno == EINTR
    guard result >= 0 else { throw CatalogError(errno, "open", path) }
    descriptor = result
  }

  deinit { _ = close(descriptor) }

  /// Takes the file for this holder alone, without waiting. It is given back when the file is closed.
  ///
  /// - Returns: Whether it was free, and is still the file of that name: the one who had it may have moved it.
  package func lock() throws(CatalogError) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      guard errno == EINTR else { throw CatalogError(errno, "lock", path) }
    }
    var mine = stat()
    var named = stat()
    // Safe: both calls fill the structure that they are given, and the string lives through the call.
    guard unsafe fstat(descriptor, &mine) == 0, unsafe lstat(path, &named) == 0 else { return false }
    return mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
  }

  /// The number of bytes.
  package var length: Int {
    get throws(CatalogError) {
      let end = lseek(descriptor, 0, SEEK_END)
      guard end >= 0 else { throw CatalogError(errno, "measure", path) }
      return Int(end)
    }
  }

  /// Writes all bytes at a place, or throws; some of them may have been written then.
  package func write(_ bytes: [UInt8], at offset: Int) throws(CatalogError) {
    var written = 0
    while written < bytes.count {
      // Safe: the buffer is only read, and no further than its end.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written, off_t(offset + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw CatalogError(count == 0 ? ENOSPC : errno, "write", path) }
      written += count
    }
  }

  /// Cuts the file to a length.
  package func truncate(to length: Int) throws(CatalogError) {
    while ftruncate(descriptor, off_t(length)) != 0 {
      guard errno == EINTR else { throw CatalogError(errno, "cut", path) }
    }
  }

  /// Makes the content durable.
  package func synchronize() throws(CatalogError) {
    #if canImport(Darwin)
      // `fsync` leaves the bytes in the drive's cache there. Not every file system knows the stronger call.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    while fsync(descriptor) != 0 {
      guard errno == EINTR else { throw CatalogError(errno, "make durable", path) }
    }
  }

  /// The number of bytes of a file; `nil` where there is none that can be opened.
  package static func length(of path: String) -> Int? {
    guard let file = try? DiskFile(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) else { return nil }
    return try? file.length
  }

  /// Puts one file in another's place, as one step, and makes that durable.
  package static func move(_ path: String, to other: String, in folder: String) throws(CatalogError) {
    // Safe: both strings are passed as C strings that live through the call. So below.
    guard unsafe rename(path, other) == 0 else { throw CatalogError(errno, "rename to \(other)", path) }
    try DiskFile(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC).synchronize()
  }

  /// Removes a file; one that is absent is no error.
  package static func remove(_ path: String) throws(CatalogError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw CatalogError(errno, "remove", path) }
  }
}

extension CatalogError {
  /// A system call that failed, by its error number.
  fileprivate init(_ number: Int32, _ what: String, _ path: String) {
    let isFull = number == ENOSPC || number == EDQUOT
    let words: String =
      switch number {
      case ENOENT: "there is no such file or folder"
      case EACCES, EPERM: "permission denied"
      case EROFS: "the file system is read-only"
      case ENOTDIR: "a part of the path is no folder"
      case EISDIR: "it is a folder"
      case ELOOP: "it is a symbolic link"
      case EMFILE, ENFILE: "too many files are open"
      case EIO: "input or output failed"
      case EFBIG: "it would get too large"
      case ENOSPC, EDQUOT: "there is no room left"
      default: "error \(number)"
      }
    self.init(
      .fileSystem, "could not \(what): \(path): \(words)",
      advice: isFull ? "Make room and run again; what was downloaded before stands." : nil)
  }
}
