import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PIMClient
import PIMTesting

/// Hands each request to the sandbox, and its answer back.
struct SandboxResponder<Control: HTTPResponder>: HTTPResponder where Control.Context == BasicRequestContext {
  let sandbox: SandboxPIM
  let clock: WallClock
  /// Answers what is below `/_sandbox`.
  let control: Control

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    clock.tick()
    if request.uri.path.hasPrefix("/_sandbox/") { return try await control.respond(to: request, context: context) }
    let origin = "http://" + (request.head.authority ?? "127.0.0.1")
    guard let url = URL(string: origin + (request.head.path ?? "/")) else { return Response(status: .badRequest) }
    let body = try await request.body.collect(upTo: 64 << 20)
    let headers = PIMClient.HTTPHeaders(request.headers.map { (name: $0.name.rawName, value: $0.value) })
    do {
      let answer = try await sandbox.send(
        PIMClient.HTTPRequest(
          PIMClient.HTTPMethod(rawValue: request.method.rawValue), url, headers: headers,
          body: HTTPBody(Array(body.readableBytesView))))
      return response(answer)
    } catch {
      // A scripted fault of the connection: what a client sees of it is a body that breaks off.
      return Response(status: .ok, body: ResponseBody { _ in throw error })
    }
  }

  private func response(_ answer: PIMClient.HTTPResponse) -> Response {
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    let body = ResponseBody(contentLength: answer.body.length) { writer in
      for try await piece in answer.body { try await writer.write(ByteBuffer(bytes: piece)) }
      try await writer.finish(nil)
    }
    return Response(status: .init(code: answer.status), headers: fields, body: body)
  }
}
