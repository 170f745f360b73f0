public import CatalogModels
public import PIMClient
import ValueParser

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What comes back from a supplier (A6, A11, A13).
extension SupplierAudience {
  /// What a supplier did in its portal. More cases may come, so a `switch` needs a `default`.
  public enum Contribution: Sendable, Hashable {
    /// It changed values of a product.
    case edit(product: UUID, family: Code<Family>, [Value])
    /// It changed values of a product model, which variants of other suppliers may share.
    case editModel(Code<ProductModel>, family: Code<Family>, [Value])
    /// It wrote a new product.
    case create(product: UUID, reference: String, family: Code<Family>, [Value])
    /// It picked assets of a family for a product, or took some away: the whole list.
    case pick(product: UUID, family: Code<Family>, attribute: Code<Attribute>, assets: [Code<Asset>])
    /// It uploaded a file that becomes an asset of a family.
    case upload(Code<Asset>, of: Code<AssetFamily>, attribute: Code<AssetFamilyAttribute>, name: String)
  }

  /// A value that a supplier wrote.
  public struct Value: Sendable, Hashable {
    /// The attribute.
    public var attribute: Code<Attribute>
    /// The locale, for a localizable attribute.
    public var locale: Code<CatalogLocale>?
    /// The data; `nil` to empty the value.
    public var data: ValueData?

    /// Creates a value.
    public init(_ attribute: Code<Attribute>, locale: Code<CatalogLocale>? = nil, _ data: ValueData?) {
      self.attribute = attribute
      self.locale = locale
      self.data = data
    }
  }

  /// What a contribution becomes at the PIM: something that somebody there accepts or refuses.
  /// More cases may come, so a `switch` needs a `default`.
  ///
  /// The API takes proposals for what exists only (N31): a new product is a submission to be created. A proposal belongs
  /// to the user who makes it, so that each supplier needs a connection of its own: then proposals of two suppliers for
  /// one product model stand side by side (A11).
  public enum Request: Sendable, Hashable {
    /// To be proposed: `client.products.propose(_:)`.
    case proposal(Product.Patch)
    /// To be proposed: `client.productModels.propose(_:)`.
    case modelProposal(ProductModel.Patch)
    /// To be created once somebody accepts it: `client.products.create(_:)`.
    case submission(Product.Patch)
    /// To be uploaded as `MediaOwner.assets`, and then written to the asset's attribute: `client.assets(of:).update(_:)`
    /// with ``Upload/patch(file:)``. The product gets it by a contribution of its own.
    case upload(Upload)
  }

  /// A file on its way to an asset.
  public struct Upload: Sendable, Hashable {
    /// The asset.
    public let asset: Code<Asset>
    /// Its family.
    public let family: Code<AssetFamily>
    /// The attribute with the file.
    public let attribute: Code<AssetFamilyAttribute>
    /// The file's name.
    public let name: String

    /// What is written of the asset, once the file has its code.
    public func patch(file: Code<MediaFile>) -> Asset.Patch {
      Asset.Patch(asset) { $0.setValue(attribute, to: .file(file)) }
    }
  }

  /// What a contribution becomes.
  ///
  /// - Throws: ``SyncError`` `invalidScope` where it touches what is not linked with the supplier or may not be enriched
  ///   (A8), with the attribute and the locale.
  public func request(for contribution: Contribution, in context: CatalogContext) throws(SyncError) -> Request {
    switch contribution {
    case .edit(let product, let family, let values):
      var patch = Product.Patch(product)
      for value in values { try set(value, of: family, in: context, &patch) }
      return .proposal(patch)
    case .editModel(let model, let family, let values):
      var patch = ProductModel.Patch(model)
      for value in values { try set(value, of: family, in: context, &patch) }
      return .modelProposal(patch)
    case .create(let product, let reference, let family, let values):
      guard links(family: family) else { throw outside("The family `\(family)`") }
      var patch = Product.Patch(product)
      patch.set(.family, to: family)
      for value in values { try set(value, of: family, in: context, &patch) }
      patch.setValue(self.reference, to: .text(reference))
      patch.setValue(
        supplier,
        to: context.schema.attribute(supplier)?.type.canonical.takesList == true ? .options([Code(name)]) : .text(name))
      return .submission(patch)
    case .pick(let product, let family, let attribute, let assets):
      guard context.schema.attribute(attribute)?.type.canonical == .assetCollection else {
        throw outside("The attribute `\(attribute)`, which holds no assets,")
      }
      var patch = Product.Patch(product)
      try set(Value(attribute, .assets(assets)), of: family, in: context, &patch)
      return .proposal(patch)
    case .upload(let asset, let family, let attribute, let name):
      guard linkedAssetFamilies(context).contains(where: { $0.matchesCode(family.rawValue) }) else {
        throw outside("The asset family `\(family)`")
      }
      return .upload(Upload(asset: asset, family: family, attribute: attribute, name: name))
    }
  }

  /// The asset families that the linked attributes hold assets of (A13).
  private func linkedAssetFamilies(_ context: CatalogContext) -> [String] {
    filterProperties(in: context).compactMap { context.schema.attribute($0.attribute) }
      .filter { $0.type.canonical == .assetCollection }.compactMap(\.referenceDataName)
  }

  private func set<Item: ProductEntity & TakesValues>(
    _ value: Value, of family: Code<Family>, in context: CatalogContext, _ patch: inout CatalogPatch<Item>
  ) throws(SyncError) where Item.ValueAttribute == Attribute {
    guard canEnrich(value.attribute, locale: value.locale, in: family, context) else {
      throw outside(
        "The attribute `\(value.attribute)`\(value.locale.map { " in \($0)" } ?? "") of the family `\(family)`")
    }
    let channel = context.schema.attribute(value.attribute)?.isScopable == true ? channel : nil
    if let data = value.data {
      patch.setValue(value.attribute, locale: value.locale, channel: channel, to: data)
    } else {
      patch.clearValue(value.attribute, locale: value.locale, channel: channel)
    }
  }

  private func outside(_ what: String) -> SyncError {
    SyncError(
      .invalidScope, "\(what) may not be enriched by the supplier `\(name)`.",
      advice: "Link it with the supplier; localizable attributes must be required in the channel `\(channel)` too.")
  }
}

extension AttributeType {
  fileprivate var takesList: Bool {
    self == .multiSelect || self == .referenceEntityCollection || self == .referenceDataMultiSelect
  }
}
