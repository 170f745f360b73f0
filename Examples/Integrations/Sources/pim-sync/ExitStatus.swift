import ArgumentParser
import CatalogModels
import SyncPlanner
import SyncSession

/// What the program tells its caller.
enum ExitStatus: Int32 {
  /// All is done.
  case done = 0
  /// Some items failed, or the run could not go on.
  case failed = 1
  /// The program was called or configured in a wrong way.
  case usage = 2
  /// The PIM could not be reached, or refused the credentials.
  case noPIM = 3
  /// Ctrl-C, or SIGTERM.
  case interrupted = 130

  /// The status for an error that ended the run.
  init(of error: any Error) {
    switch error {
    case is SettingError: self = .usage
    case is CancellationError: self = .interrupted
    case let error as SyncError where Self.wrongSettings.contains(error.code): self = .usage
    case let error as SyncError where error.code == .cancelled: self = .interrupted
    case let error as SyncError: self = error.underlying.map(Self.init(of:)) ?? .failed
    case let error as CatalogError where error.code == .invalidConfiguration: self = .usage
    case let error as CatalogError where error.code == .cancelled: self = .interrupted
    case let error as CatalogError where Self.accessProblems.contains(error.code): self = .noPIM
    case is CatalogError: self = .failed
    default:
      switch PimSync.exitCode(for: error) {
      case .success: self = .done
      case .validationFailure: self = .usage
      default: self = .failed
      }
    }
  }

  private static let wrongSettings: Set<SyncError.Code> = [.invalidScope, .invalidMapping, .feedNotInstalled, .resync]

  private static let accessProblems: Set<CatalogError.Code> = [
    .unauthorized, .forbidden, .unreachable, .timedOut, .connectionLost,
  ]
}
