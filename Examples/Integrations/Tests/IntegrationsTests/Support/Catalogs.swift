import CatalogModels
import Foundation
import PIMTesting

/// Catalogs to be served.
enum Catalogs {
  /// A real catalog, where one lies beside the project.
  static var demo: URL? {
    var root = URL(filePath: #filePath)
    for _ in 0..<6 { root.deleteLastPathComponent() }
    let folder = root.appending(path: "../shared/icecat-demo").standardized
    return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
  }

  /// The sample catalog with many more products, so that a run takes long enough to be stopped in its middle.
  static func large(_ count: Int, in folder: URL) throws -> URL {
    var catalog = try SampleCatalog.folder()
    guard let model = catalog.rows(of: .products).first(where: { $0["parent"]?.string == nil }) else { return folder }
    for number in 0..<count {
      let id = "00000000-0000-4000-8000-" + String(format: "%012d", number)
      let row = model.setting("uuid", to: .string(id)).setting("identifier", to: .string("extra-\(number)"))
        .setting("values", to: .object([(String, RawJSON)]()))
      try catalog.append(row.text, to: .products)
    }
    let place = folder.appending(path: "catalog")
    try catalog.write(to: place)
    return place
  }
}
