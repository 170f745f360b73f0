import CatalogModels

extension CatalogError {
  /// The error without these texts: a server, a gateway or a transport may repeat in its words what it was sent.
  ///
  /// A text of fewer than six characters stays. It would be found in words that have nothing to do with it.
  func without(_ secrets: [String]) -> CatalogError {
    let secrets = secrets.filter { $0.utf8.count >= 6 }
    guard !secrets.isEmpty else { return self }
    func clean(_ text: String) -> String {
      secrets.reduce(text) { text, secret in
        text.contains(secret) ? text.replacing(secret, with: "(removed)") : text
      }
    }
    var error = self
    error.message = clean(message)
    error.fieldErrors = fieldErrors.map { field in
      FieldError(
        property: clean(field.property), message: clean(field.message),
        context: Dictionary(field.context.map { (clean($0.key), clean($0.value)) }) { first, _ in first })
    }
    if let transport = underlying as? TransportError {
      error.underlying = TransportError(transport.code, clean(transport.message))
    } else if let cause = underlying {
      var text = "\(cause)"
      dump(cause, to: &text, maxItems: 10_000)
      if clean(text) != text {
        error.underlying = TransportError(.other, "a \(type(of: cause)) that held a secret and was put aside")
      }
    }
    return error
  }
}
