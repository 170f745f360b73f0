public import CatalogModels

/// What values name and a catalog's reader has to fetch: options by attribute, records by reference entity, assets by
/// asset family, media files, products and product models.
///
/// Each is there once, in the order in which it first came; codes that differ in case only are one (N15). Lists of many
/// items are merged with ``formUnion(_:)-(References)``, and hold no page: their size is that of the codes and option labels.
///
/// See https://api.akeneo.com/guides/ecommerce-connection/step2-understand-akeneo-pim.html
public struct References: Sendable, Hashable {
  private var optionGroups = OrderedList<String, Code<Attribute>>()
  private var optionLists: [String: OrderedList<String, SelectedOption>] = [:]
  private var recordGroups = CodeGroups<ReferenceEntity, ReferenceEntityRecord>(foldsGroups: true)
  // Routes of asset families heed the case, so their codes are told apart by it (N15).
  private var assetGroups = CodeGroups<AssetFamily, Asset>(foldsGroups: false)
  private var mediaLists: [MediaReference.Source: OrderedList<Code<MediaFile>, Code<MediaFile>>] = [:]
  private var productList = OrderedList<ProductReference, ProductReference>()
  private var modelList = OrderedList<String, Code<ProductModel>>()

  /// Creates empty lists.
  public init() {}

  /// The attributes of products whose options are named.
  public var optionAttributes: [Code<Attribute>] { optionGroups.elements }
  /// The options of an attribute that are named, with their labels where the values bring them.
  public func options(of attribute: Code<Attribute>) -> [SelectedOption] {
    optionLists[attribute.folded]?.elements ?? []
  }

  /// The reference entities whose records are named.
  public var recordEntities: [Code<ReferenceEntity>] { recordGroups.codes }
  /// The records of a reference entity that are named.
  public func records(of entity: Code<ReferenceEntity>) -> [Code<ReferenceEntityRecord>] { recordGroups[entity] }

  /// The asset families whose assets are named.
  public var assetFamilies: [Code<AssetFamily>] { assetGroups.codes }
  /// The assets of an asset family, in exactly this case, that are named.
  public func assets(of family: Code<AssetFamily>) -> [Code<Asset>] { assetGroups[family] }

  /// The media files that are named.
  public func media(of source: MediaReference.Source) -> [Code<MediaFile>] { mediaLists[source]?.elements ?? [] }

  /// The products that are named by product links.
  public var products: [ProductReference] { productList.elements }
  /// The product models that are named by product links.
  public var productModels: [Code<ProductModel>] { modelList.elements }

  /// Whether nothing is named.
  public var isEmpty: Bool {
    optionAttributes.isEmpty && recordEntities.isEmpty && assetFamilies.isEmpty && mediaLists.isEmpty
      && products.isEmpty && productModels.isEmpty
  }

  /// Adds what others name.
  public mutating func formUnion(_ other: References) {
    for attribute in other.optionAttributes {
      for option in other.options(of: attribute) { insert(option, of: attribute) }
    }
    recordGroups.formUnion(other.recordGroups)
    assetGroups.formUnion(other.assetGroups)
    for source in MediaReference.Source.allCases {
      for code in other.media(of: source) { insert(code, of: source) }
    }
    for product in other.products { _ = productList.insert(product, product) }
    for model in other.productModels { _ = modelList.insert(model.folded, model) }
  }

  /// Adds what the values of an item name.
  public mutating func formUnion(_ values: TypedValues) {
    for value in values {
      insert(value.data, of: value.attribute, isOfProduct: values.owner.hasProductAttributes)
    }
  }
}

// MARK: Adding

extension References {
  mutating func insert(_ data: TypedData, of attribute: Code<Attribute>, isOfProduct: Bool) {
    switch data {
    case .option(let option):
      if isOfProduct { insert(option, of: attribute) }
    case .options(let options):
      if isOfProduct { for option in options { insert(option, of: attribute) } }
    case .record(let link): recordGroups.insert(link.code, in: link.entity)
    case .records(let links): for link in links { recordGroups.insert(link.code, in: link.entity) }
    case .assets(let links): for link in links { assetGroups.insert(link.code, in: link.family) }
    case .file(let file), .image(let file): insert(file.code, of: file.source)
    case .productLink(.product(let product)): _ = productList.insert(product, product)
    case .productLink(.productModel(let model)): _ = modelList.insert(model.folded, model)
    case .table(let table):
      for cell in table.rows.lazy.flatMap(\.cells) {
        // The options of a column are no options of an attribute.
        insert(cell.data, of: attribute, isOfProduct: false)
      }
    default: break
    }
  }

  private mutating func insert(_ option: SelectedOption, of attribute: Code<Attribute>) {
    let key = attribute.folded
    _ = optionGroups.insert(key, attribute)
    let known = optionLists[key, default: OrderedList()].insert(option.code.folded, option)
    if let known, let list = optionLists[key], list.elements[known].labels.isEmpty, !option.labels.isEmpty {
      optionLists[key]?.replace(at: known, with: option)
    }
  }

  private mutating func insert(_ code: Code<MediaFile>, of source: MediaReference.Source) {
    _ = mediaLists[source, default: OrderedList()].insert(code, code)
  }
}

extension TypedValues {
  /// What the values name.
  public var references: References {
    var references = References()
    references.formUnion(self)
    return references
  }
}
