import CatalogJSON
import CatalogModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why an attempt failed, and whether another one may help.
struct CallFailure: Sendable {
  var error: CatalogError
  var isTransient = false
  /// Whether the server cannot have acted on the request.
  var wasNotProcessed = false
  var retryAfter: Duration?

  /// The longest error body that is looked at.
  private static let bodyLimit = 64 * 1024

  /// An answer whose status is an error.
  init(
    _ call: Call, _ response: HTTPResponse, _ configuration: CatalogClient.Configuration, _ time: Timekeeper
  ) async {
    let (body, reading) = await Self.beginning(of: response.body, within: configuration.timeout, time)
    if Task.isCancelled || reading is CancellationError {
      error = .cancelled(call)
      return
    }
    error = CatalogError(call, status: response.status, headers: response.headers, body: body)
    isTransient = response.status == 408 || response.status == 429 || (500...599).contains(response.status)
    wasNotProcessed = response.status == 429
    if isTransient, let text = response.headers["Retry-After"] {
      let now = response.headers["Date"].flatMap(HTTPDate.parse) ?? configuration.now()
      retryAfter = RetryAfter.parse(text, now: now)
    }
  }

  /// No answer, or one that broke off.
  init(_ call: Call, _ thrown: any Error, _ origin: Origin) {
    if let catalog = thrown as? CatalogError {
      error = catalog
      if error.request == nil { error.request = call.line }
    } else if thrown is CancellationError || Task.isCancelled {
      error = .cancelled(call)
    } else if let transport = thrown as? TransportError {
      error = CatalogError(call, transport, origin)
      isTransient = transport.code.isTransient
      wasNotProcessed = transport.code == .cannotConnect || transport.code == .cannotResolveHost
    } else {
      error = CatalogError(
        .connectionLost, "the transport failed: \(type(of: thrown))", request: call.line, underlying: thrown)
    }
  }

  /// What came of a body before it was too large or took too long. The transport bounds the wait for each piece alone, so
  /// that a body of many small pieces would hold the call for days.
  private static func beginning(
    of body: HTTPBody, within patience: Duration, _ time: Timekeeper
  ) async -> ([UInt8], (any Error)?) {
    var bytes: [UInt8] = []
    let start = time.now
    do {
      for try await chunk in body {
        bytes.append(contentsOf: chunk)
        if bytes.count >= bodyLimit || time.now - start >= patience { break }
      }
      return (Array(bytes.prefix(bodyLimit)), nil)
    } catch {
      return (bytes, error)
    }
  }
}
