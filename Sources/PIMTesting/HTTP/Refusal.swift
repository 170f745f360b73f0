/// An answer that is an error, in the form that the documentation gives it.
struct Refusal: Error, Sendable {
  let status: Int
  let message: String
  /// A page of the documentation that the answer names.
  var documentation: String?
  var headers: [(name: String, value: String)] = []

  init(_ status: Int, _ message: String, documentation: String? = nil) {
    self.status = status
    self.message = message
    self.documentation = documentation
  }

  var body: NodeObject {
    var body: NodeObject = NodeObject([("code", Node(status)), ("message", .string(message))])
    if let documentation { body["_links"] = ["documentation": ["href": .string(documentation)]] }
    return body
  }

  static func unprocessable(_ message: String) -> Refusal { Refusal(422, message) }

  static func unsupportedFilter(_ property: String, _ operation: String) -> Refusal {
    Refusal(
      422, "Filter on property \"\(property)\" is not supported or does not support operator \"\(operation)\"")
  }
}
