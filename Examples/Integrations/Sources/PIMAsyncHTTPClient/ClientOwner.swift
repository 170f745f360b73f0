import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression

/// Owns the `HTTPClient`, which wants to be shut down by somebody.
final class ClientOwner: Sendable {
  let client: HTTPClient

  init(_ configuration: AsyncHTTPClientTransport.Configuration) {
    var settings = HTTPClient.Configuration()
    // The token must not travel to an address that the client did not choose.
    settings.redirectConfiguration = .disallow
    settings.decompression = .enabled(limit: .size(configuration.decodedLimit))
    settings.timeout.connect = TimeAmount(configuration.connectTimeout)
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.connectionsPerHost
    // Whether and when to try again is the catalog client's to decide.
    settings.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  }

  deinit { client.shutdown { _ in } }
}
