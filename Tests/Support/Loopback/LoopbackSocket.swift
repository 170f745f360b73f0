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

/// One end of a connection. Reading and writing block a queue of their own, never a task.
///
/// `unsafe`: the calls of POSIX take pointers; each gets one to a buffer that lives through the call.
final class LoopbackSocket: Sendable {
  private let descriptor: Int32
  private let isOpen = Mutex(true)
  private let queue = DispatchQueue(label: "loopback.connection")

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    #if canImport(Darwin)
      var on: Int32 = 1
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  deinit { close() }

  /// The bytes that came, `nil` at the end.
  func read() async -> [UInt8]? {
    await onQueue { [descriptor] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      return count > 0 ? Array(buffer[..<count]) : nil
    }
  }

  /// Sends all bytes; whether the other side took them.
  func write(_ bytes: [UInt8]) async -> Bool {
    await onQueue { [descriptor] in
      #if canImport(Darwin)
        // There the socket itself was told to send no signal.
        let flags: Int32 = 0
      #else
        let flags = Int32(MSG_NOSIGNAL)
      #endif
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, flags) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// Ends both directions, which wakes whoever reads or writes.
  func shutDown() {
    isOpen.withLock { open in
      if open { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }

  /// Closes with a reset in place of a farewell.
  func reset() {
    isOpen.withLock { open in
      guard open else { return }
      var linger = linger(l_onoff: 1, l_linger: 0)
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }
    close()
  }

  /// Gives the descriptor back. Only after the last read and write.
  func close() {
    isOpen.withLock { open in
      if open { _ = systemClose(descriptor) }
      open = false
    }
  }

  private func onQueue<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}

// A method of the same name would hide it inside the type above.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
