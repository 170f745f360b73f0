import Dispatch
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

/// Why no server could be started.
public struct LoopbackFailure: Error, CustomStringConvertible {
  /// The call that failed, and its `errno`.
  public let description: String
}

/// A socket on 127.0.0.1, on a port that the system chose, that accepts connections or only keeps the port.
///
/// `unsafe`: `bind`, `connect` and `getsockname` take a pointer to an address of another type.
final class LoopbackListener: Sendable {
  let port: Int
  private let descriptor: Int32
  private let isStopped = Mutex(false)

  init(listens: Bool = true) throws(LoopbackFailure) {
    let descriptor = Self.makeSocket()
    guard descriptor >= 0 else { throw LoopbackFailure(description: "socket: errno \(errno)") }
    var address = Self.address(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failed: String? = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> String? in
        guard unsafe bind(descriptor, pointer, size) == 0 else { return "bind" }
        guard !listens || listen(descriptor, 64) == 0 else { return "listen" }
        return unsafe getsockname(descriptor, pointer, &size) == 0 ? nil : "getsockname"
      }
    }
    if let failed { throw LoopbackFailure(description: "\(failed): errno \(errno)") }
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// The connections, until ``stop()``.
  func connections() -> AsyncStream<LoopbackSocket> {
    AsyncStream { continuation in
      DispatchQueue(label: "loopback.accept").async { [self] in
        while true {
          let connection = accept(descriptor, nil, nil)
          if connection < 0 {
            if errno == EINTR || errno == ECONNABORTED { continue }
            break
          }
          let socket = LoopbackSocket(connection)
          if isStopped.withLock({ $0 }) { break }
          continuation.yield(socket)
        }
        // Here and nowhere else: a number that was given back may be somebody else's already.
        _ = close(descriptor)
        continuation.finish()
      }
    }
  }

  /// Gives up a port on which nothing listened.
  func giveUp() {
    _ = close(descriptor)
  }

  /// Ends the accepting, by a last connection: not every system wakes whoever accepts from a socket that is shut down.
  func stop() {
    isStopped.withLock { $0 = true }
    let last = Self.makeSocket()
    var address = Self.address(port: port)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isWoken = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe connect(last, pointer, size) == 0
      }
    }
    if !isWoken { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
    if last >= 0 { _ = close(last) }
  }

  private static func makeSocket() -> Int32 {
    #if canImport(Glibc)
      return socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      return socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  private static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
