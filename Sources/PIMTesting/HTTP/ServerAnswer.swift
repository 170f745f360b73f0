internal import PIMClient

/// An answer before faults and the transport have their way with it.
struct ServerAnswer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  static func json(_ bytes: [UInt8], status: Int = 200) -> ServerAnswer {
    ServerAnswer(status: status, headers: [("Content-Type", "application/json")], body: bytes)
  }

  static func html(_ title: String, status: Int) -> ServerAnswer {
    let page = "<html><head><title>\(title)</title></head><body><center><h1>\(title)</h1></center></body></html>\r\n"
    return ServerAnswer(
      status: status, headers: [("Content-Type", "text/html; charset=UTF-8")], body: Array(page.utf8))
  }

  var response: HTTPResponse {
    HTTPResponse(status: status, headers: HTTPHeaders(headers), body: HTTPBody(body))
  }
}
