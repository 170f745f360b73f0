import CatalogJSON
import CatalogModels

/// Finds the error that a disabled catalog gives with status 200 (G10).
enum AppCatalogAnswer {
  private static let paths = "/api/rest/v1/catalogs/"
  /// The error is short: larger answers are products.
  private static let longest = 64 * 1024

  static func check(_ answer: Answer, _ call: Call) throws(CatalogError) {
    guard call.method == .get, call.path.hasPrefix(paths), answer.bytes.count <= longest,
      let json = try? JSONSlice(parsing: answer.bytes), let words = json["error"]?.string,
      json["_embedded"]?["items"]?.elements.first(where: { _ in true }) == nil
    else { return }
    throw CatalogError(
      .catalogDisabled, ServerWords.cut(words),
      advice: "Ask a user of the PIM to correct the catalog's selection and enable it again. Nothing was deleted.",
      request: call.line, status: answer.status)
  }
}
