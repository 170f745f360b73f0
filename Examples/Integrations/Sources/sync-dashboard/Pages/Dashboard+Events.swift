import Foundation
import Hummingbird
import NIOCore
import ServiceLifecycle
import SyncPlanner

extension Dashboard {
  /// A stream of server-sent events: how it stands, whenever that changed.
  func events() -> Response {
    let engine = engine
    let body = ResponseBody { writer in
      var last = ""
      // A browser comes back by itself when the stream ends, so that no stream keeps the server from stopping.
      for _ in 0..<600 where !Task.isShuttingDownGracefully {
        let live = Live(try await engine.status())
        let line = String(decoding: try JSONEncoder().encode(live), as: UTF8.self)
        if line != last { try await writer.write(ByteBuffer(string: "data: \(line)\n\n")) }
        last = line
        try await Task.sleep(for: .milliseconds(live.isRunning ? 300 : 1000))
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
  }
}
