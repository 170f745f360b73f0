import Foundation
import GRDB
import SyncPlanner

extension SyncError {
  /// Says what SQLite's error means for who runs a synchronisation.
  init(sqlite error: any Error, _ path: String) {
    switch error {
    case let error as SyncError: self = error
    case is CancellationError: self.init(.cancelled, "The synchronisation was cancelled.")
    case let error as DatabaseError:
      // Without the statement, which tells people nothing.
      self = Self.of(DatabaseError(resultCode: error.extendedResultCode, message: error.message), path)
    default: self.init(.store, "The database \(path) failed.", underlying: error)
    }
  }

  private static func of(_ error: DatabaseError, _ path: String) -> SyncError {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      SyncError(
        .locked, "Another process is writing to \(path).", advice: "Wait for it to end and run again.",
        underlying: error)
    case .SQLITE_READONLY:
      SyncError(
        .fileSystem, "\(path) can only be read.", advice: "Give this user the right to write it and its folder.",
        underlying: error)
    case .SQLITE_FULL:
      SyncError(.diskFull, "There is no room left for \(path).", advice: "Make room and run again.", underlying: error)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      SyncError(
        .corrupted, "\(path) is damaged or no database.", advice: "Put a copy of it in its place, or choose another.",
        underlying: error)
    case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_AUTH:
      SyncError(
        .fileSystem, "\(path) cannot be read or written.", advice: "Check that its folder is there and writable.",
        underlying: error)
    case .SQLITE_INTERRUPT, .SQLITE_ABORT: SyncError(.cancelled, "The synchronisation was cancelled.")
    default: SyncError(.store, "The database \(path) failed.", underlying: error)
    }
  }
}
