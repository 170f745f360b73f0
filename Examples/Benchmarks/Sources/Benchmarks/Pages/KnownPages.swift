import CatalogModels
import Foundation
import PIMTesting

/// The pages to measure where no single one is named: the sample catalog's, a generated one, those of a catalog folder.
enum KnownPages {
  /// The public demo catalog that may lie beside the project.
  private static let neighbour = "../shared/icecat-demo"

  static func all(folder: String?) throws -> [(name: String, page: PageFile)] {
    var pages = [("sample catalog", try page(of: SampleCatalog.folder(), "the sample catalog"))]
    let generated = "generated page"
    pages.append((generated, try PageFile(Array(GeneratedPage(products: 100).text.utf8), from: generated)))
    let path = folder ?? neighbour
    if folder != nil || FileManager.default.fileExists(atPath: path) {
      let name = URL(filePath: path).lastPathComponent
      pages.append((name, try page(of: CatalogFolder(contentsOf: URL(filePath: path)), path)))
    }
    return pages
  }

  /// The first 100 products of a folder as a page, typed by the folder's own attributes.
  private static func page(of folder: CatalogFolder, _ name: String) throws -> PageFile {
    let items = folder[.products].prefix(100).joined(separator: ",")
    let attributes = try folder[.attributes].map { try Attribute(parsing: $0.utf8) }
    return try PageFile(
      Array(#"{"_links":{"self":{"href":"x"}},"_embedded":{"items":[\#(items)]}}"#.utf8), from: name,
      attributes: attributes)
  }
}
