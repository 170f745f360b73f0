/// What the command line asks for.
struct Options: Equatable {
  /// Where the catalog comes from.
  enum Origin: Equatable {
    /// The sample catalog, shown with a first run, a change, and a second run.
    case sample
    /// A catalog folder of JSON-lines files, served by the sandbox.
    case folder(String)
    /// A PIM.
    case pim(String)
  }

  var origin = Origin.sample
  var state: String?
  var out: String?
  var channel: String?
  var locales: [String] = []
  var families: [String] = []
  var isPlanOnly = false
  var isJSON = false
  var isHelp = false

  static let usage = """
    usage: Quickstart                     the sample catalog: a first run, a change, a second run
           Quickstart --catalog FOLDER    a catalog folder of JSON-lines files
           Quickstart --pim URL           a PIM; PIM_CLIENT_ID, PIM_CLIENT_SECRET, PIM_USERNAME and PIM_PASSWORD
                                          come from the environment

      --state FOLDER    remember what was sent, so that the next run sends only what changed
      --out FOLDER      write the destination's records there, as JSON lines
      --channel CODE    only what this channel shows
      --locales a,b     only these locales
      --families a,b    only products of these families
      --plan-only       say what would be done, and do nothing
      --json            print the result as one JSON object on the last line
      --help            print this
    """

  /// Reads the arguments behind the program's name.
  init(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--catalog": try setOrigin(.folder(Self.value(of: argument, &rest)))
      case "--pim": try setOrigin(.pim(Self.value(of: argument, &rest)))
      case "--state": state = try Self.value(of: argument, &rest)
      case "--out": out = try Self.value(of: argument, &rest)
      case "--channel": channel = try Self.value(of: argument, &rest)
      case "--locales": locales = try Self.list(of: argument, &rest)
      case "--families": families = try Self.list(of: argument, &rest)
      case "--plan-only": isPlanOnly = true
      case "--json": isJSON = true
      case "--help", "-h": isHelp = true
      default: throw UsageError("I do not know “\(argument)”")
      }
    }
  }

  private mutating func setOrigin(_ new: Origin) throws(UsageError) {
    guard origin == .sample else { throw UsageError("--catalog and --pim exclude each other, and each stands once") }
    origin = new
  }

  private static func value(of name: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
    guard let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("--") else {
      throw UsageError("\(name) asks for a value")
    }
    return value
  }

  private static func list(of name: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> [String] {
    let codes = try value(of: name, &rest).split(separator: ",").map(String.init)
    guard !codes.isEmpty else { throw UsageError("\(name) asks for codes with commas between them") }
    return codes
  }
}

/// The program was called in a way that it does not know.
struct UsageError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
