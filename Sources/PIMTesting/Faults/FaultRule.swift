public import PIMClient

/// When a fault happens: to the nth call that fits, and so many times.
public struct FaultRule: Sendable {
  let method: HTTPMethod?
  let path: String
  let first: Int
  let times: Int
  let predicate: (@Sendable (SandboxPIM.Call) -> Bool)?
  let fault: Fault

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - fault: What goes wrong.
  ///   - method: The method of the calls that fit; `nil` for any.
  ///   - path: What the path of the calls that fit begins with, percent-encoded as in the request.
  ///   - nth: Which of the calls that fit is the first to suffer, from 1.
  ///   - times: How many of them in a row suffer.
  ///   - predicate: A further condition. The call has no status yet.
  public init(
    _ fault: Fault, on method: HTTPMethod? = nil, _ path: String = "/", nth: Int = 1, times: Int = 1,
    where predicate: (@Sendable (SandboxPIM.Call) -> Bool)? = nil
  ) {
    self.method = method
    self.path = path
    self.first = nth
    self.times = times
    self.predicate = predicate
    self.fault = fault
  }

  func fits(_ call: SandboxPIM.Call) -> Bool {
    (method == nil || method == call.method) && call.path.hasPrefix(path) && predicate?(call) != false
  }
}

/// Which calls go wrong, and how. Each rule counts the calls that fit it; of the rules that are due, the first one
/// counts.
///
/// ```swift
/// let sandbox = SandboxPIM(
///   folder,
///   faults: [
///     FaultRule(.tooManyRequests(retryAfter: 2), on: .get, "/api/rest/v1/products-uuid", nth: 3, times: 2),
///     FaultRule(.cutBody(after: 100), "/api/rest/v1/families"),
///   ])
/// ```
public struct FaultScript: Sendable, ExpressibleByArrayLiteral {
  private var rules: [(rule: FaultRule, fitted: Int)]

  /// A script of these rules.
  public init(_ rules: some Sequence<FaultRule>) {
    self.rules = rules.map { ($0, 0) }
  }

  /// A script of these rules.
  public init(arrayLiteral elements: FaultRule...) {
    self.init(elements)
  }

  /// Adds a rule behind the others.
  public mutating func append(_ rule: FaultRule) {
    rules.append((rule, 0))
  }

  /// Whether all rules have had their say.
  public var isSpent: Bool {
    rules.allSatisfy { $0.fitted >= $0.rule.first + $0.rule.times - 1 }
  }

  /// Counts a call, and tells what happens to it.
  mutating func next(for call: SandboxPIM.Call) -> [Fault.Kind] {
    var due: [Fault.Kind]?
    for place in rules.indices where rules[place].rule.fits(call) {
      rules[place].fitted += 1
      let (rule, fitted) = rules[place]
      if due == nil, fitted >= rule.first, fitted - rule.first < rule.times { due = rule.fault.flattened }
    }
    return due ?? []
  }
}
