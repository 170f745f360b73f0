public import CatalogModels

extension CatalogSchema {
  /// Types values. It never fails: what does not fit stays raw and has a diagnostic.
  ///
  /// - Parameters:
  ///   - values: The values as they came.
  ///   - owner: The item they belong to, which decides whose attributes hold.
  public func type(_ values: Values, of owner: ValueOwner) -> TypedValues {
    var typer = ValueTyper(schema: self, owner: owner, capacity: values.count)
    typer.type(values)
    return typer.finish()
  }

  /// Types the values of a product.
  ///
  /// The identifier of its owner is the product's, or else the value of ``mainIdentifier``: endpoints by UUID leave it
  /// to the values.
  public func type(_ product: Product) -> TypedValues {
    let identifier = product.raw["identifier"]?.string
    var typed = type(product.values, of: .product(product.uuid, identifier: identifier))
    if identifier == nil, let mainIdentifier, let text = typed[mainIdentifier]?.data.text {
      typed.rename(to: .product(product.uuid, identifier: text))
    }
    return typed
  }

  /// Types the values of a product model.
  public func type(_ model: ProductModel) -> TypedValues { type(model.values, of: .productModel(model.code)) }

  /// Types the values of a record.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - entity: The reference entity, for a record that does not name its own.
  public func type(_ record: ReferenceEntityRecord, of entity: Code<ReferenceEntity>? = nil) -> TypedValues {
    type(record.values, of: .record(record.code, of: entity ?? record.referenceEntity ?? ""))
  }

  /// Types the values of an asset.
  ///
  /// - Parameters:
  ///   - asset: The asset.
  ///   - family: The asset family, for an asset that does not name its own.
  public func type(_ asset: Asset, of family: Code<AssetFamily>? = nil) -> TypedValues {
    type(asset.values, of: .asset(asset.code, of: family ?? asset.assetFamily ?? ""))
  }

  func owner(of product: Product) -> ValueOwner {
    .product(product.uuid, identifier: product.raw["identifier"]?.string)
  }

  /// The attributes that hold for an item.
  func table(for owner: ValueOwner) -> AttributeTable {
    switch owner {
    case .product, .productModel: products
    case .record(_, let entity): records[entity.folded] ?? AttributeTable()
    case .asset(_, let family): assets[family.folded] ?? AttributeTable()
    }
  }
}
