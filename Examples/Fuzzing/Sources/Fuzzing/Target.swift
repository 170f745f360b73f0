import CatalogModels
import Foundation
import PIMClient
import SyncPlanner
import ValueParser

/// What an input goes through. Errors are fine; a crash, a hang, a read outside the input or an answer that contradicts
/// itself is not.
enum Target {
  static func run(_ bytes: [UInt8]) {
    if bytes.starts(with: Array("SYNCJRNL".utf8)) { return Files.openJournal(bytes) }
    if bytes.starts(with: Array(#"{"format""#.utf8)) { return Files.readPlan(bytes) }
    json(bytes)
    page(bytes)
  }

  /// Any document: what was read says the same when it is written and read again.
  private static func json(_ bytes: [UInt8]) {
    guard let json = try? RawJSON(parsing: bytes) else { return }
    let again = try? RawJSON(parsing: json.text.utf8)
    require(again == json, "a document differs from its own text")
    require(Fingerprint(of: json) == Fingerprint(of: json.detached()), "a copy has another fingerprint")
  }

  /// A page: products, typed values, fingerprints, and copies that say the same.
  private static func page(_ bytes: [UInt8]) {
    guard let page = try? Page<Product>(parsing: bytes) else {
      // Items may be none for lack of a key and yet be read as something else.
      _ = try? Page<ProductModel>(parsing: bytes)
      _ = try? Page<Attribute>(parsing: bytes)
      return
    }
    for product in page.items.prefix(20) {
      let typed = schema.typed(product)
      require(typed.count + typed.converted.count >= 0, "values are lost")
      var seen = 0
      for value in typed {
        seen &+= "\(value.data)".utf8.count &+ (value.locale?.rawValue.utf8.count ?? 0)
        seen &+= value.source.linkedData?.text.utf8.count ?? 0
      }
      for value in product.values {
        // Where an attribute stands twice, its last values are found, so this need not be among them.
        require(!product.values.all(value.attribute).isEmpty, "nothing is found under a value's attribute")
      }
      _ = (product.associations, product.quantifiedAssociations, product.completenesses, product.identifier, seen)
      let key = RecordKey(.products, product.uuid.uuidString)
      let item = SourceItem(key, product.raw, values: typed)
      let copy = product.detached()
      let copied = SourceItem(key, copy.raw, values: schema.typed(copy))
      require(item.fingerprint == copied.fingerprint, "a copy has another fingerprint")
      require(copy == product, "a copy differs")
      // Alone, nothing that stood around the values of other products is known.
      require(copied.values?.map(\.locale) == typed.map(\.locale), "locales differ from those of the product alone")
      require(copied.values?.map(\.channel) == typed.map(\.channel), "channels differ from those of the product alone")
      for record in (try? IdentityMapping().records(for: item, in: CatalogContext(schema: schema))) ?? [] {
        require(record.fingerprint == Fingerprint(of: record.json), "fields have another fingerprint than their object")
      }
    }
  }

  private static let schema = Corpus.schema

  static func require(_ holds: Bool, _ message: String) {
    precondition(holds, message)
  }
}
