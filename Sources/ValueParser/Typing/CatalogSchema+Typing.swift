public import CatalogModels

extension CatalogSchema {
  /// Types values. It never fails: what does not fit stays raw and has a diagnostic.
  ///
  /// - Parameters:
  ///   - values: The values as they came.
  ///   - owner: The item they belong to, which decides whose attributes hold.
  public func typed(_ values: Values, of owner: ValueOwner) -> TypedValues {
    var typer = ValueTyper(schema: self, owner: owner, capacity: values.count)
    typer.type(values)
    return typer.finish()
  }

  /// Types the values of a product.
  ///
  /// The identifier of its owner is the product's, or else the value of ``mainIdentifier``: endpoints by UUID leave it
  /// to the values.
  public func typed(_ product: Product) -> TypedValues {
    let identifier = product.raw["identifier"]?.string
    var values = typed(
      product.values, of: .product(ProductReference(uuid: product.uuid, identifier: identifier)))
    if identifier == nil, let mainIdentifier, let text = values[mainIdentifier]?.data.text {
      values.rename(to: .product(ProductReference(uuid: product.uuid, identifier: text)))
    }
    return values
  }

  /// Types the values of a product that was read by its identifier.
  public func typed(_ product: IdentifiedProduct) -> TypedValues {
    typed(
      product.values,
      of: .product(ProductReference(uuid: product.uuid, identifier: product.identifier.rawValue)))
  }

  /// Types the values of a product model.
  public func typed(_ model: ProductModel) -> TypedValues { typed(model.values, of: .productModel(model.code)) }

  /// Types the values of a record.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - entity: The reference entity, for a record that does not name its own.
  public func typed(_ record: ReferenceEntityRecord, of entity: Code<ReferenceEntity>? = nil) -> TypedValues {
    typed(record.values, of: .record(record.code, of: entity ?? record.referenceEntity ?? ""))
  }

  /// Types the values of an asset.
  ///
  /// - Parameters:
  ///   - asset: The asset.
  ///   - family: The asset family, for an asset that does not name its own.
  public func typed(_ asset: Asset, of family: Code<AssetFamily>? = nil) -> TypedValues {
    typed(asset.values, of: .asset(asset.code, of: family ?? asset.assetFamily ?? ""))
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
