extension SyncError {
  /// What a destination threw: an error of ours as it is, any other with what it means.
  init(destination error: any Error, _ message: String, advice: String? = nil) {
    switch error {
    case let error as SyncError: self = error
    case is CancellationError: self = .cancelled
    default: self.init(.destination, message, advice: advice, underlying: error)
    }
  }
}
