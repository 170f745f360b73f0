/// Which of the PIM's limits of calls in a second hold for a call.
enum CallRate: Sendable, Hashable {
  /// The general one: 100 in a second.
  case ordinary
  /// Creating and updating attribute options: 3 in a second (N26).
  case optionWrite
}

extension Call {
  /// The call's rate. It follows from method and path, so that no caller can forget it, not even one who writes a raw
  /// request.
  var rate: CallRate {
    guard method != .get else { return .ordinary }
    let words = path.split(separator: "/").drop { $0 != "attributes" }.dropFirst(2)
    // `…/attributes/{code}/options` and what is below it; reference entities and asset families have other words before.
    guard words.first == "options", path.hasPrefix("/api/rest/v1/attributes/") else { return .ordinary }
    return .optionWrite
  }
}
