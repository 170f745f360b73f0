package import CatalogJSON

extension CatalogError {
  /// Says of bytes that they are not JSON, and which part of them where that is known.
  package init(malformed error: JSONError, in what: String = "the document", at place: String? = nil) {
    self.init(
      .malformedJSON, "\(what) is not valid JSON: \(error)\(place.map { ", in `\($0)`" } ?? "")",
      advice: "See what stands there; an answer cut short or an error page in HTML are the usual causes.",
      underlying: error)
  }
}
