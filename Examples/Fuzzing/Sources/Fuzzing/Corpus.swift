import CatalogModels
import Foundation
import PIMTesting
import SyncPlanner
import ValueParser

/// Inputs to begin with: the sample catalog's products as small pages, a plan, a journal, and those of a neighbouring
/// catalog where one lies beside the project.
enum Corpus {
  /// The sample catalog's definitions.
  static let schema: CatalogSchema = {
    let attributes = ((try? SampleCatalog.folder())?[.attributes] ?? []).compactMap { try? Attribute(parsing: $0.utf8) }
    return CatalogSchema(attributes: attributes)
  }()

  static func write(to folder: URL) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var folders = [try SampleCatalog.folder()]
    let neighbour = URL(filePath: "../shared/icecat-demo")
    if FileManager.default.fileExists(atPath: neighbour.path(percentEncoded: false)) {
      folders.append(try CatalogFolder(contentsOf: neighbour))
    }
    for (number, catalog) in folders.enumerated() {
      let products = catalog[.products]
      for (place, product) in products.prefix(150).enumerated() {
        try put(page([product]), "page-\(number)-\(place)", folder)
      }
      try put(page(Array(products.prefix(3))), "pages-\(number)", folder)
    }
    try put(#"[{"uuid":"00000000-0000-4000-8000-000000000001","values":[]}]"#, "bare", folder)
    try await writeFiles(to: folder)
  }

  /// A plan and a journal, made by a run over the sample catalog.
  private static func writeFiles(to folder: URL) async throws {
    let work = folder.appending(path: "work")
    let pim = SandboxPIM(try SampleCatalog.folder())
    let store = try await FileJournalStore(in: work)
    let engine = SyncEngine(from: PIMSource(try pim.client()), to: MemoryDestination(), remembering: store)
    let plan = try await engine.plan(SyncScope(feeds: [.families]), .complete)
    try await plan.write(to: folder.appending(path: "plan"))
    _ = try await engine.apply(plan)
    await store.close()
    try FileManager.default.moveItem(at: work.appending(path: "sync.journal"), to: folder.appending(path: "journal"))
    try FileManager.default.removeItem(at: work)
  }

  private static func page(_ items: [String]) -> String {
    #"{"_links":{"self":{"href":"x"}},"_embedded":{"items":[\#(items.joined(separator: ","))]}}"#
  }

  private static func put(_ text: String, _ name: String, _ folder: URL) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }
}
