public import PIMClient

/// What the loopback server does with a request.
public enum LoopbackAnswer: Sendable {
  /// A response: with `Content-Length` where the body's length is known, in chunks otherwise.
  case response(HTTPResponse)
  /// Steps of its own, for what no well-behaved server does. The connection is closed after them.
  case steps([Step])

  /// One thing done on the connection.
  public enum Step: Sendable {
    /// Sends these bytes as they are.
    case send([UInt8])
    /// Sends a text as UTF-8.
    case text(String)
    /// Goes on when the gate is open.
    case wait(Gate)
    /// Opens a gate.
    case open(Gate)
    /// Reads until the client closes the connection, then opens the gate.
    case untilClientCloses(Gate)
    /// Throws the connection away, so that the client sees a reset.
    case reset
  }
}
