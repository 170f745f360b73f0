import PIMClient

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the list of products goes on that was read in part.
///
/// It holds only for the same list of the same catalog: the definitions must be those of then, and the client refuses a
/// page of another query.
struct ReadingPlace: Hashable {
  /// When the reading began, in seconds of the server's: all that changed since belongs to the run after it.
  var start: Int
  /// How many items came so far.
  var listed: Int
  /// What must be the same as then. See ``ReadingWindow/basis``.
  var basis: String
  /// The next page.
  var token: PageToken

  /// As a source's words; `nil` where they cannot be put down.
  var text: SourceWatermark? {
    guard let json = try? JSONEncoder().encode(token) else { return nil }
    return SourceWatermark(rawValue: "1 \(start) \(listed) \(basis) \(json.base64EncodedString())")
  }

  init(start: Int, listed: Int, basis: String, token: PageToken) {
    self.start = start
    self.listed = listed
    self.basis = basis
    self.token = token
  }

  /// Reads what an earlier run wrote; `nil` where it is none, or the catalog's definitions are others than then.
  init?(_ text: SourceWatermark, basis: String) {
    let parts = text.rawValue.split(separator: " ")
    guard parts.count == 5, parts[0] == "1", parts[3] == basis, let start = Int(parts[1]), abs(start) < 1 << 40,
      let listed = Int(parts[2]), listed >= 0, let json = Data(base64Encoded: String(parts[4])),
      let token = try? JSONDecoder().decode(PageToken.self, from: json)
    else { return nil }
    self.init(start: start, listed: listed, basis: basis, token: token)
  }
}
