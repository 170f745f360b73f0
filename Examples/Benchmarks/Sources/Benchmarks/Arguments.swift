/// A command and its options.
struct Arguments {
  let command: String?
  private let options: [String]

  init(_ all: ArraySlice<String>) {
    command = all.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
    options = Array(all.dropFirst(command == nil ? 0 : 1))
  }

  var isEmpty: Bool { command == nil && options.isEmpty }

  /// The first argument behind the command that is no option, such as the name of a kind of work.
  var operand: String? { options.first.flatMap { $0.hasPrefix("-") ? nil : $0 } }

  func has(_ name: String) -> Bool { options.contains(name) }

  func text(_ name: String) throws(BenchmarkFailure) -> String? {
    guard let place = options.firstIndex(of: name) else { return nil }
    guard options.indices.contains(place + 1), !options[place + 1].hasPrefix("--") else {
      throw BenchmarkFailure("\(name) wants something behind it; --help tells what")
    }
    return options[place + 1]
  }

  func number(_ name: String) throws(BenchmarkFailure) -> Int? {
    guard let text = try text(name) else { return nil }
    guard let number = Int(text), number > 0 else {
      throw BenchmarkFailure("\(name) wants a number above 0, not \(text)")
    }
    return number
  }

  func seconds(_ name: String) throws(BenchmarkFailure) -> Double? {
    guard let text = try text(name) else { return nil }
    guard let number = Double(text), number > 0, number.isFinite else {
      throw BenchmarkFailure("\(name) wants seconds above 0, not \(text)")
    }
    return number
  }

  /// Refuses what nobody reads, so that a misspelt option is not taken for its default.
  func allow(_ names: [String], flags: [String] = [], operands: Int = 0) throws(BenchmarkFailure) {
    var rest = options[...]
    for _ in 0..<operands where rest.first?.hasPrefix("-") == false { rest = rest.dropFirst() }
    while let option = rest.popFirst() {
      if names.contains(option) {
        _ = rest.popFirst()
      } else if !flags.contains(option) {
        throw BenchmarkFailure("\(option) is no option here; --help tells which there are")
      }
    }
  }
}

/// What keeps a benchmark from running, in one line.
struct BenchmarkFailure: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
