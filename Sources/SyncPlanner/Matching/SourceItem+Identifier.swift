import CatalogModels
import ValueParser

extension SourceItem {
  /// The identifier by which people and other systems know a product: the `identifier` of the object, or the value of
  /// the main identifier attribute, where a server leaves the field out. `nil` for products without one (N13), and for
  /// all that is no product: codes are keys already.
  func identifier(in context: CatalogContext) -> String? {
    guard feed == .products else { return nil }
    let text =
      raw["identifier"]?.string
      ?? context.schema.mainIdentifier.flatMap { code in values.flatMap { $0[code] }?.data.text }
    return text == "" ? nil : text
  }
}
