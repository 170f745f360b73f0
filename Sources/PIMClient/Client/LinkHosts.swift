/// Which hosts the PIM's links may name. More cases may come, so a `switch` needs a `default`.
///
/// A PIM behind a proxy may know itself by another name than its clients do. Scheme and port of a link never matter.
public enum LinkHosts: Hashable, Sendable {
  /// The client's own host only. A link that names another one is refused.
  case own
  /// The client's own host and these, in lower case.
  case named(Set<String>)
  /// Any. Links are then judged by their path and query alone.
  case any

  func allow(_ host: String) -> Bool {
    switch self {
    case .own: false
    case .named(let hosts): hosts.contains(host.lowercased())
    case .any: true
    }
  }
}
