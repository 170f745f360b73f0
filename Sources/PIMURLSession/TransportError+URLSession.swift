import PIMClient

#if canImport(FoundationNetworking)
  import Foundation
  import FoundationNetworking
#else
  import Foundation
#endif

extension TransportError {
  /// Translates what `URLSession` reports.
  ///
  /// - Parameter afterHead: Whether the response's head had arrived: then whatever is not named otherwise is a
  ///   connection that broke.
  init(urlSession error: any Error, afterHead: Bool) {
    guard let error = error as? URLError else {
      self.init(afterHead ? .connectionLost : .other, "the session reports: \(error.localizedDescription)")
      return
    }
    let code: Code =
      switch error.code {
      case .timedOut: .timedOut
      case .cannotFindHost, .dnsLookupFailed: .cannotResolveHost
      case .cannotConnectToHost, .notConnectedToInternet: .cannotConnect
      case .networkConnectionLost, .unknown: .connectionLost
      case .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateUntrusted,
        .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
        .clientCertificateRequired:
        .tlsFailed
      case .badServerResponse, .cannotParseResponse, .cannotDecodeContentData, .cannotDecodeRawData: .invalidResponse
      default: afterHead ? .connectionLost : .other
      }
    self.init(code, "the session reports: \(error.localizedDescription) (\(error.code.rawValue))")
  }
}
