/// The few things that stores, plans and folders ask of a file system. Tests put one in its place whose disk is full or
/// whose power fails.
package protocol FileSystem: Sendable {
  /// Opens a file. Its folder must exist.
  func open(_ path: String, _ mode: FileMode) throws(SyncError) -> any OpenFile
  /// Creates a folder with all folders above it.
  func createFolder(_ path: String) throws(SyncError)
  /// The names of the files of a folder, in order.
  func names(in folder: String) throws(SyncError) -> [String]
  /// Puts one file in another's place, as one step.
  func rename(_ path: String, to other: String) throws(SyncError)
  /// Removes a file; one that is absent is no error.
  func remove(_ path: String) throws(SyncError)
  /// Makes durable that files appeared in a folder, got another name or went.
  func synchronizeFolder(_ path: String) throws(SyncError)
}

/// How a file is opened.
package enum FileMode: Sendable {
  /// For reading; it must be there.
  case reading
  /// For reading and writing; it is made where it is absent.
  case updating
  /// For reading and writing, as an empty file, whatever was there.
  case replacing
}

/// An open file. It is closed when the last reference to it goes.
package protocol OpenFile: AnyObject, Sendable {
  /// Up to `count` bytes from a place: fewer only at the end of the file.
  func read(at offset: Int, count: Int) throws(SyncError) -> [UInt8]
  /// Writes all bytes at a place, or throws; some of them may have been written then.
  func write(_ bytes: [UInt8], at offset: Int) throws(SyncError)
  /// Cuts the file to a length.
  func truncate(to length: Int) throws(SyncError)
  /// Makes the content durable.
  func synchronize() throws(SyncError)
  /// The length in bytes.
  var length: Int { get throws(SyncError) }
  /// Takes the file's lock for this process alone, without waiting.
  ///
  /// - Returns: Whether it was free. It is given back when the file is closed.
  func lock() throws(SyncError) -> Bool
}

extension OpenFile {
  /// Reads many places. Those that lie near each other are read at once.
  ///
  /// - Throws: ``SyncError`` with `corrupted` where the file ends before one of them.
  func read(_ ranges: [Range<Int>]) throws(SyncError) -> [ArraySlice<UInt8>] {
    var order = Array(ranges.indices)
    // What was written in one go is mostly asked for in its order.
    if order.dropFirst().contains(where: { ranges[$0].lowerBound < ranges[$0 - 1].lowerBound }) {
      order.sort { ranges[$0].lowerBound < ranges[$1].lowerBound }
    }
    var contents = [ArraySlice<UInt8>](repeating: [], count: ranges.count)
    var next = 0
    while next < order.count {
      let start = ranges[order[next]].lowerBound
      var stop = start
      var last = next
      while last < order.count {
        let range = ranges[order[last]]
        let reach = max(stop, range.upperBound)
        guard last == next || range.lowerBound <= stop + 4096 && reach - start <= 4 << 20 else { break }
        stop = reach
        last += 1
      }
      let bytes = try read(at: start, count: stop - start)
      guard bytes.count == stop - start else {
        throw SyncError(.corrupted, "A file became shorter while it was open.")
      }
      for index in order[next..<last] {
        contents[index] = bytes[(ranges[index].lowerBound - start)..<(ranges[index].upperBound - start)]
      }
      next = last
    }
    return contents
  }
}
