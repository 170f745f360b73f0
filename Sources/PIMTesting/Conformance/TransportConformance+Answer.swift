public import PIMClient

extension TransportConformance {
  /// What a server for ``TransportConformance`` does with a request. No more cases will come.
  public enum Answer: Sendable {
    /// Answers. The head goes out at once, with `Content-Length` where the body's length is known and in chunks
    /// otherwise; each piece of the body goes out when it is there. When the body throws, the connection is closed there
    /// and then, without a word. A body that waits forever is cancelled when the server is stopped.
    case response(HTTPResponse)
    /// Closes the connection without an answer.
    case close
    /// Sends these bytes as they are and closes the connection.
    case bytes([UInt8])
  }
}
