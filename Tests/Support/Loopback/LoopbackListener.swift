import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why no server could be started.
public struct LoopbackFailure: Error, CustomStringConvertible {
  /// The call that failed, and its `errno`.
  public let description: String
}

/// A socket on 127.0.0.1, on a port that the system chose, that accepts connections or only keeps the port.
///
/// `unsafe`: `bind` and `getsockname` take a pointer to an address of another type.
struct LoopbackListener: Sendable {
  let descriptor: Int32
  let port: Int

  init(listens: Bool = true) throws(LoopbackFailure) {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw LoopbackFailure(description: "socket: errno \(errno)") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let failed: String? = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> String? in
        guard unsafe bind(descriptor, pointer, size) == 0 else { return "bind" }
        guard !listens || listen(descriptor, 64) == 0 else { return "listen" }
        return unsafe getsockname(descriptor, pointer, &size) == 0 ? nil : "getsockname"
      }
    }
    if let failed { throw LoopbackFailure(description: "\(failed): errno \(errno)") }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// The connections, until ``stop()``.
  func connections() -> AsyncStream<LoopbackSocket> {
    let descriptor = descriptor
    return AsyncStream { continuation in
      DispatchQueue(label: "loopback.accept").async {
        while true {
          let connection = accept(descriptor, nil, nil)
          if connection < 0 {
            if errno == EINTR || errno == ECONNABORTED { continue }
            break
          }
          continuation.yield(LoopbackSocket(connection))
        }
        _ = close(descriptor)
        continuation.finish()
      }
    }
  }

  /// Gives up a port on which nothing listened.
  func giveUp() {
    _ = close(descriptor)
  }

  /// Ends the accepting.
  func stop() {
    _ = shutdown(descriptor, Int32(SHUT_RDWR))
    #if canImport(Darwin)
      _ = close(descriptor)
    #endif
  }
}
