import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import PIMClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#elseif canImport(Darwin)
  import Darwin
#endif

extension TransportError {
  /// Translates what AsyncHTTPClient, and SwiftNIO below it, report.
  init(asyncHTTPClient error: any Error) {
    switch error {
    case let error as TransportError: self = error
    case let error as HTTPClientError: self.init(Self.code(of: error), "the connection reports: \(error)")
    case let error as NIOConnectionError where error.connectionErrors.isEmpty:
      self.init(.cannotResolveHost, "the host \(error.host) has no address")
    case let error as NIOConnectionError:
      self.init(.cannotConnect, "nobody answers at \(error.host):\(error.port)")
    case is HTTPParserError: self.init(.invalidResponse, "what came back is not HTTP: \(error)")
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      self.init(.tlsFailed, "no secure connection: \(error)")
    case let error as IOError where error.errnoCode == ECONNREFUSED: self.init(.cannotConnect, "nobody answers there")
    case is ChannelError, is IOError: self.init(.connectionLost, "the connection reports: \(error)")
    default: self.init(.other, "the connection reports: \(error)")
    }
  }

  private static func code(of error: HTTPClientError) -> Code {
    switch error {
    case .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: .timedOut
    case .connectTimeout, .socksHandshakeTimeout, .httpProxyHandshakeTimeout: .cannotConnect
    case .tlsHandshakeTimeout: .tlsFailed
    case .remoteConnectionClosed, .requestStreamCancelled: .connectionLost
    case .invalidProxyResponse: .invalidResponse
    default: .other
    }
  }
}
