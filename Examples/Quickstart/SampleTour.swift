import PIMTesting
import SyncPlanner

/// What runs without any set-up: the sample catalog goes out, something changes, and only the change goes out.
struct SampleTour {
  private let sync: CatalogSync
  private let console: Console

  init(_ options: Options, _ console: Console) {
    sync = CatalogSync(options, console)
    self.console = console
  }

  func run() async throws -> ProgramStatus {
    let sandbox = SandboxPIM(try SampleCatalog.folder())
    let engine = try await sync.engine(from: .sandbox(sandbox))

    console.explain("First run: the whole sample catalog goes to a destination that has nothing yet.")
    let first = try await sync.run(engine)
    guard first == .done, !sync.options.isPlanOnly else { return first }

    let product = "94a039a0-6ce3-4020-a32b-a1be4ddeb5ff"
    try sandbox.change(product, in: .products, #"{"enabled":false}"#)
    sandbox.advanceClock(by: .seconds(60))

    console.explain("Somebody disables one product in the PIM. Second run: just that goes out.")
    return try await sync.run(engine)
  }
}
