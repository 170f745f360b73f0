import Foundation

/// Measures the package from outside, each figure beside what it is compared with, in one run.
@main
struct Benchmarks {
  static let help = """
    Benchmarks --page FILE [--json] [--attributes FILE] [--rounds N] [--seconds N]

      What a page costs, from its bytes on: FILE is the body of an answer to GET /products-uuid. Prints MB/s, the
      memory that the products hold and the allocations for each. With --json the last line is an object for other
      programs. An attribute's type is taken from the values, which name it on recent servers, from --attributes (JSON
      lines of attributes), or guessed from the shape of the data.

    Benchmarks once WORK --page FILE [--seconds N]

      One measurement of one kind of work, in MB/s: \(PageWork.allCases.map(\.rawValue).joined(separator: ", ")).
      compare.sh runs these and other parsers by turns.

    Benchmarks page [--products N] [--without-types]

      Prints a generated page, about 9 KB a product, 100 products unless told.

    Benchmarks list --pim URL [--typed]

      Reads all products of a PIM and prints how many products and values came; compare.sh measures its CPU time.

    Benchmarks decoding | typing | fingerprinting | mapping [--page FILE] [--catalog FOLDER] [--rounds N] [--seconds N]

      One kind of work on the sample catalog, a generated page, and a folder of JSON lines (../shared/icecat-demo where
      it is there); or on one page.

    Benchmarks planning [--keys N]

      Plans a catalog in which nothing changed, 1000000 keys unless told, from a file journal. Prints keys a second, in
      all and from the ledger's side, and memory.

    Benchmarks journal [--keys N] [--rounds N] [--seconds N]

      Durable commits of 100 outcomes beside a bare append and fsync of as many bytes; opening a journal of 1000000 keys
      that were written in order, and in none.

    Benchmarks writing [--rounds N]

      Records as JSON; patches in bulk.

    Benchmarks collect [--products N] [--same-second] [--milliseconds N]

      Reads a generated catalog from a server in memory, which takes so long for a page (200 ms unless told): one page
      after the other, and in parts at once. Prints times, calls in flight and memory. 100000 products unless told, of
      which a tenth is read before, for comparing memory.

    Build it with optimisation: swift run --package-path Examples/Benchmarks -c release Benchmarks --page FILE
    """

  static func main() async {
    let arguments = Arguments(CommandLine.arguments.dropFirst())
    do {
      try await run(arguments)
    } catch {
      let message = (error as? BenchmarkFailure)?.message ?? "\(error)"
      FileHandle.standardError.write(Data("Benchmarks: \(message)\n".utf8))
      exit(2)
    }
  }

  private static func run(_ arguments: Arguments) async throws {
    if arguments.isEmpty || arguments.command == "help" || arguments.has("--help") || arguments.has("-h") {
      return print(help)
    }
    switch arguments.command {
    case nil: try measurePage(arguments)
    case "once": try measureOnce(arguments)
    case "page":
      try arguments.allow(["--products"], flags: ["--without-types"])
      print(
        GeneratedPage(
          products: try arguments.number("--products") ?? 100, namesTypes: !arguments.has("--without-types")
        ).text, terminator: "")
    case "list":
      try arguments.allow(["--pim"], flags: ["--typed"])
      guard let address = try arguments.text("--pim") else { throw BenchmarkFailure("--pim URL is missing") }
      try await ListProducts(address: address, isTyped: arguments.has("--typed")).run()
    case "decoding": try tables(arguments).decoding()
    case "typing": try tables(arguments).typing()
    case "fingerprinting": try tables(arguments).fingerprinting()
    case "planning":
      try arguments.allow(["--keys", "--prepare"])
      let planning = Planning(keys: try arguments.number("--keys") ?? 1_000_000)
      if let folder = try arguments.text("--prepare") {
        try await planning.prepare(URL(filePath: folder))
      } else {
        try await planning.run()
      }
    case "journal":
      try arguments.allow(["--keys", "--rounds", "--seconds", "--prepare", "--order"])
      let journal = JournalBenchmark(keys: try arguments.number("--keys") ?? 1_000_000, rounds: try rounds(arguments))
      if let folder = try arguments.text("--prepare") {
        let order = try arguments.text("--order").flatMap(JournalBenchmark.Order.init)
        try await journal.prepare(URL(filePath: folder), order ?? .sorted)
      } else {
        try await journal.run()
      }
    case "mapping": try tables(arguments).mapping()
    case "writing":
      try arguments.allow(["--rounds", "--seconds"])
      try await WritingBenchmark(rounds: rounds(arguments)).run()
    case "collect":
      try arguments.allow(["--products", "--milliseconds"], flags: ["--same-second"])
      try await Collect(
        products: arguments.number("--products") ?? 100_000, sameSecond: arguments.has("--same-second"),
        latency: .milliseconds(arguments.number("--milliseconds") ?? 200)
      ).run()
    case let command?: throw BenchmarkFailure("there is no command \(command); --help tells which there are")
    }
  }

  private static func page(_ arguments: Arguments) throws -> PageFile {
    guard let path = try arguments.text("--page") else { throw BenchmarkFailure("--page FILE is missing") }
    return try PageFile(path, attributes: try arguments.text("--attributes"))
  }

  private static func tables(_ arguments: Arguments) throws -> PageTables {
    try arguments.allow(["--page", "--attributes", "--catalog", "--rounds", "--seconds"])
    let pages =
      arguments.has("--page")
      ? [("page", try page(arguments))] : try KnownPages.all(folder: try arguments.text("--catalog"))
    return PageTables(pages: pages, rounds: try rounds(arguments))
  }

  private static func rounds(_ arguments: Arguments) throws -> Rounds {
    Rounds(count: try arguments.number("--rounds") ?? 7, seconds: try arguments.seconds("--seconds") ?? 0.3)
  }

  private static func measurePage(_ arguments: Arguments) throws {
    try arguments.allow(["--page", "--attributes", "--rounds", "--seconds"], flags: ["--json"])
    let isForPrograms = arguments.has("--json")
    let works = isForPrograms ? PageWork.allCases.filter { $0 != .jsonSerialization } : PageWork.allCases
    let report = try PageReport(page(arguments), works, rounds(arguments))
    print(isForPrograms ? report.json : report.table)
  }

  private static func measureOnce(_ arguments: Arguments) throws {
    try arguments.allow(["--page", "--attributes", "--seconds"], operands: 1)
    guard let work = arguments.operand.flatMap(PageWork.init(rawValue:)) else {
      throw BenchmarkFailure("once wants one of \(PageWork.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    var rounds = try rounds(arguments)
    rounds.count = 1
    let rate = try rounds.rates([work.work(on: page(arguments))])
    print((rate[0] / 1e6).short)
  }
}
