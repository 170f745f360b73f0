/// Measures the package from outside, each figure beside what it is compared with, in one run.
@main
struct Benchmarks {
  static let help = """
    Benchmarks collect [--products N] [--same-second] [--milliseconds N]

      Reads a generated catalog from a server in memory, which takes so long for a page (200 ms unless told): one page
      after the other, and in parts at once. Prints times, calls in flight and memory. 100000 products unless told, of
      which a tenth is read before, for comparing memory.

    Build it with optimisation: swift run -c release Benchmarks collect
    """

  static func main() async throws {
    let arguments = Arguments(CommandLine.arguments.dropFirst())
    switch arguments.command {
    case "collect":
      try await Collect(
        products: arguments.number("--products") ?? 100_000, sameSecond: arguments.has("--same-second"),
        latency: .milliseconds(arguments.number("--milliseconds") ?? 200)
      ).run()
    default: print(help)
    }
  }
}

/// A command and its options.
struct Arguments {
  let command: String?
  private let options: [String]

  init(_ all: ArraySlice<String>) {
    command = all.first
    options = Array(all.dropFirst())
  }

  func has(_ name: String) -> Bool { options.contains(name) }

  func number(_ name: String) -> Int? {
    guard let place = options.firstIndex(of: name), options.indices.contains(place + 1) else { return nil }
    return Int(options[place + 1])
  }
}
