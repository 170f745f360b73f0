import CatalogModels

/// A path below `/api/rest/v1`, made of fixed words and of codes.
struct ResourcePath: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case word(String)
    case code(String)
  }

  var parts: [Part]

  init(_ parts: Part...) { self.parts = parts }

  func appending(_ part: Part) -> ResourcePath {
    var path = self
    path.parts.append(part)
    return path
  }

  /// The encoded path.
  ///
  /// - Throws: `CatalogError` for a code that no path can carry: an empty one, or one that libraries on the way take
  ///   for a step up, such as `..`.
  func encoded() throws(CatalogError) -> String {
    var path = "/api/rest/v1"
    for part in parts {
      switch part {
      case .word(let word): path += "/\(word)"
      case .code(let code):
        guard !code.isEmpty else {
          throw CatalogError(.invalidArgument, "a code is empty, after \(path)/", advice: "Give the item's code.")
        }
        guard !code.split(separator: "/", omittingEmptySubsequences: false).contains(where: { $0 == "." || $0 == ".." })
        else {
          throw CatalogError(
            .invalidArgument, "the code `\(code)` has a part that addresses read as a step, after \(path)/",
            advice: "Find the item with a filter on its code.")
        }
        path += "/\(PercentEncoding.path(code))"
      }
    }
    return path
  }
}
