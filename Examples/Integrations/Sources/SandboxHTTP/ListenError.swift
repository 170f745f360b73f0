import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#elseif canImport(Darwin)
  import Darwin
#endif

/// Nobody can listen at an address.
public struct ListenError: Error, CustomStringConvertible {
  /// One sentence for people, with what to do.
  public let description: String

  /// Says why a server could not be started; `nil` for errors of another kind.
  public init?(_ error: any Error, host: String, port: Int) {
    guard let error = error as? IOError else { return nil }
    switch error.errnoCode {
    case EADDRINUSE:
      description = "Port \(port) of \(host) is in use. Choose another with --port, or 0 for any that is free."
    case EACCES: description = "Port \(port) is not open to this user. Choose one above 1023 with --port."
    case EADDRNOTAVAIL: description = "\(host) is no address of this machine. Choose another with --host."
    default: description = "Nobody can listen at \(host):\(port): \(error.localizedDescription)"
    }
  }
}
