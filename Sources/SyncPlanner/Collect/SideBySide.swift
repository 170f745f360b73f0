import CatalogModels
import PIMClient

/// Reads several lists side by side and gives their results one after the other, in the order of what was asked for.
///
/// - Parameters:
///   - inputs: What is asked for.
///   - atOnce: How many are on their way at a time; no more results than that wait to be used.
func sideBySide<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], atOnce: Int, _ read: @escaping @Sendable (Input) async throws -> Output,
  then use: (Input, Output) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var asked = 0
    func ask() {
      guard asked < inputs.count else { return }
      let (place, input) = (asked, inputs[asked])
      group.addTask { (place, try await read(input)) }
      asked += 1
    }
    for _ in 0..<max(1, atOnce) { ask() }
    var arrived: [Int: Output] = [:]
    for place in inputs.indices {
      while arrived[place] == nil, let (other, output) = try await group.next() { arrived[other] = output }
      guard let output = arrived.removeValue(forKey: place) else { throw CancellationError() }
      try await use(inputs[place], output)
      ask()
    }
  }
}

extension Endpoint {
  /// The whole list, for what describes a catalog and is small beside it.
  func all(_ query: Query<Item> = .all) async throws -> [Item] {
    var items: [Item] = []
    try await each(query) { items += $0 }
    return items
  }
}
