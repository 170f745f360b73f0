internal import CatalogJSON
internal import Synchronization

/// What a server says of one option beside a value that names it: `{"code": …, "labels": {…}}` (N4).
package struct LinkedOption: Sendable {
  /// The option's code, where the object says it.
  package let code: String?
  /// The names by locale, where the object has any.
  package let labels: Labels?

  init(_ json: RawJSON) {
    code = json["code"]?.code().map { (code: Code<AttributeOption>) in code.rawValue }
    labels = json["labels"].map { Labels($0) }
  }
}

extension RawValue {
  /// What an object within ``linkedData`` says of an option.
  package func linkedOption(_ json: RawJSON) -> LinkedOption {
    guard json.slice.storage === index.storage else { return LinkedOption(json) }
    return index.linkedOptions.withLock { $0.content(of: json.slice.range, in: index.storage) { LinkedOption(json) } }
  }
}
